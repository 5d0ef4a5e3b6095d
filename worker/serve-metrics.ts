import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { mayScrape } from '#lib/metrics/may-scrape.ts'
import { processMetricsText } from '#lib/metrics/process-metrics.ts'

export interface MetricsServer {
  /** Where it listens; null when it could not. */
  port: number | null
  close(): Promise<void>
}

/**
 * Serves what this worker counts at /metrics, guarded like the site's, and at /health whether its loops turn: on loopback, with
 * METRICS_TOKEN on all addresses. A port that is taken stops no worker; it is said in the log.
 */
export async function serveMetrics(options: {
  port: number
  turning: () => boolean
}): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    answer(request, response, options.turning).catch((err: unknown) => {
      log.error({ err }, 'metrics')
      response.destroy()
    })
  })
  const port = await new Promise<number | null>((resolve) => {
    server.once('error', (err) => {
      log.error({ err, port: options.port }, 'cannot serve metrics')
      resolve(null)
    })
    server.listen({ port: options.port, host: env.METRICS_TOKEN ? undefined : '127.0.0.1' }, () => {
      const address: AddressInfo | string | null = server.address()
      resolve(typeof address === 'object' && address ? address.port : null)
    })
  })
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  { url, headers, socket }: IncomingMessage,
  response: ServerResponse,
  turning: () => boolean,
): Promise<void> {
  response.setHeader('cache-control', 'no-store')
  if (url === '/health') {
    const ok = turning()
    response.writeHead(ok ? 200 : 503, { 'content-type': 'application/json' }).end(JSON.stringify({ ok }))
    return
  }
  const caller = {
    authorization: headers.authorization,
    host: headers.host,
    address: socket.remoteAddress ?? '',
  }
  if (url === '/metrics' && mayScrape(caller)) {
    const text = await processMetricsText()
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(text)
    return
  }
  response.writeHead(404).end('Not found')
}
