import { request } from 'node:http'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { env } from '#lib/env.ts'
import { countClaim } from '#lib/metrics/observe.ts'
import { type MetricsServer, serveMetrics } from './serve-metrics.ts'

const before = { ...env }
let turning = true
let server: MetricsServer

beforeEach(async () => {
  turning = true
  server = await serveMetrics({ port: 0, turning: () => turning })
})
afterEach(async () => {
  Object.assign(env, before)
  await server.close()
})

function get(path: string, headers: Record<string, string> = {}): Promise<{ status?: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: server.port, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    call.on('error', reject).end()
  })
}

it('serves what this process counts, to this machine by its own name', async () => {
  countClaim('sandbox')
  const answer = await get('/metrics', { host: `localhost:${server.port}` })
  expect(answer.status).toBe(200)
  expect(answer.text).toContain('huafang_claims_total{provider="sandbox"}')
  expect((await get('/metrics', { host: 'evil.example' })).status).toBe(404)
  expect((await get('/elsewhere')).status).toBe(404)
})

it('wants the token where one is set', async () => {
  Object.assign(env, { METRICS_TOKEN: 'a token for Prometheus' })
  expect((await get('/metrics')).status).toBe(404)
  expect((await get('/metrics', { authorization: 'Bearer a token for Prometheus' })).status).toBe(200)
})

it('says whether the loops turn', async () => {
  expect(await get('/health')).toEqual({ status: 200, text: '{"ok":true}' })
  turning = false
  expect(await get('/health')).toEqual({ status: 503, text: '{"ok":false}' })
})

it('does not take a worker down over a port that is taken', async () => {
  const second = await serveMetrics({ port: server.port ?? 0, turning: () => true })
  expect(second.port).toBeNull()
  await second.close()
})
