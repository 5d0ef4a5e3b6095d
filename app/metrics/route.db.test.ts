import { afterEach, beforeEach, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { GET } from './route.ts'

const before = { ...env }
beforeEach(() =>
  db.providerState.upsert({ where: { provider: 'sandbox' }, create: { provider: 'sandbox' }, update: {} }),
)
afterEach(() => Object.assign(env, before))

function ask(headers: Record<string, string>): Promise<Response> {
  return GET(new Request('http://localhost:3000/metrics', { headers }))
}

const here = { host: 'localhost:3000', 'x-client-address': '127.0.0.1' }

it('answers this machine with the site’s state and what the process counts', async () => {
  const response = await ask(here)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(response.headers.get('cache-control')).toBe('no-store')
  const text = await response.text()
  expect(text).toContain('huafang_site_readable 1\n')
  expect(text).toContain('huafang_queue_age_seconds{provider="sandbox"} 0\n')
  expect(text).toContain('# TYPE huafang_call_seconds histogram\n')
  // Two parts that both told of one metric would make the whole unreadable.
  const names = [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)
  expect(new Set(names).size).toBe(names.length)
})

it('is as if it were not there for others', async () => {
  expect((await ask({ ...here, 'x-client-address': '203.0.113.7' })).status).toBe(404)
  expect(
    (await ask({ ...here, 'x-forwarded-for': '127.0.0.1', 'x-client-address': '10.0.0.7' })).status,
  ).toBe(404)
  Object.assign(env, { isPublic: true })
  expect((await ask(here)).status).toBe(404)
})

it('answers whoever has the token, wherever', async () => {
  Object.assign(env, { isPublic: true, METRICS_TOKEN: 'a token for Prometheus' })
  const far = { host: 'huafang.example', 'x-client-address': '203.0.113.7' }
  expect((await ask({ ...far, authorization: 'Bearer a token for Prometheus' })).status).toBe(200)
  expect((await ask({ ...far, authorization: 'Bearer another' })).status).toBe(404)
})
