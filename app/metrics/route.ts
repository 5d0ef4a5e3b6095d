import { clientAddress } from '#lib/http/client-address.ts'
import { mayScrape } from '#lib/metrics/may-scrape.ts'
import { processMetricsText } from '#lib/metrics/process-metrics.ts'
import { siteMetricsText } from '#lib/metrics/site-metrics.ts'

/** Prometheus metrics: the whole site's state, and what this process did (docs/metrics.md). */
export async function GET(request: Request): Promise<Response> {
  const { headers } = request
  const caller = {
    authorization: headers.get('authorization'),
    host: headers.get('host'),
    address: clientAddress(headers),
  }
  if (!mayScrape(caller)) return new Response('Not found', { status: 404 })
  const texts = await Promise.all([siteMetricsText(), processMetricsText()])
  return new Response(texts.join('\n'), {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' },
  })
}

export const dynamic = 'force-dynamic'
