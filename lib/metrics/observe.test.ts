import { beforeEach, expect, it, vi } from 'vitest'
import { countClaim, countStreamLag, observeCall, observeOwnTime, observeRequest } from './observe.ts'
import { processMetrics, processMetricsText } from './process-metrics.ts'

beforeEach(() => {
  const { registry, routes } = processMetrics()
  registry.resetMetrics()
  routes.clear()
})

/** The lines of one metric, without the comments. */
async function linesOf(name: string): Promise<string[]> {
  const text = await processMetricsText()
  return text.split('\n').filter((line) => line.startsWith(name))
}

it('counts claims and calls by their labels', async () => {
  countClaim('openai')
  countClaim('openai')
  observeCall({ provider: 'openai', model: 'gpt-image-2', outcome: 'delivered', seconds: 12 })
  observeCall({ provider: 'openai', model: 'gpt-image-2', outcome: 'ambiguous', seconds: 300 })
  expect(await linesOf('huafang_claims_total')).toEqual(['huafang_claims_total{provider="openai"} 2'])
  const calls = await linesOf('huafang_call_seconds')
  expect(calls).toContain(
    'huafang_call_seconds_bucket{le="10",provider="openai",model="gpt-image-2",outcome="delivered"} 0',
  )
  expect(calls).toContain(
    'huafang_call_seconds_bucket{le="20",provider="openai",model="gpt-image-2",outcome="delivered"} 1',
  )
  expect(calls).toContain(
    'huafang_call_seconds_count{provider="openai",model="gpt-image-2",outcome="ambiguous"} 1',
  )
})

it('takes a clock that is ahead for no lag at all', async () => {
  observeOwnTime(0.06)
  countStreamLag(-40)
  countStreamLag(2_000)
  expect(await linesOf('huafang_own_time_seconds_sum')).toEqual(['huafang_own_time_seconds_sum 0.06'])
  expect(await linesOf('huafang_event_lag_seconds_sum')).toEqual(['huafang_event_lag_seconds_sum 2'])
})

it('does not grow with the addresses that callers think of', async () => {
  observeRequest({ method: 'GET', route: '/api/jobs', status: 200, seconds: 0.01 })
  for (let index = 0; index < 1_000; index += 1) {
    observeRequest({ method: 'GET', route: `/api/${index}`, status: 404, seconds: 0.01 })
  }
  observeRequest({ method: 'GET', route: '/api/jobs', status: 200, seconds: 0.01 })
  const counts = await linesOf('huafang_http_request_seconds_count')
  expect(counts).toHaveLength(201)
  expect(counts).toContain(
    'huafang_http_request_seconds_count{method="GET",route="/api/jobs",status="200"} 2',
  )
  expect(counts).toContain('huafang_http_request_seconds_count{method="GET",route="other",status="404"} 801')
})

it('is one for the whole process, however often the module is loaded', async () => {
  vi.resetModules()
  const again = await import('./observe.ts')
  again.countClaim('sandbox')
  expect(await linesOf('huafang_claims_total')).toEqual(['huafang_claims_total{provider="sandbox"} 1'])
})

it('tells of the process itself', async () => {
  await processMetricsText()
  expect(await processMetricsText()).toContain('nodejs_eventloop_lag_p99_seconds')
})
