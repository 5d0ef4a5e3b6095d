import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { AppError } from './app-error.ts'
import { forgetLimit, limit } from './rate-limit.ts'
import { createRoute } from './route.ts'

const rule = { name: 'test', points: 3, seconds: 60 }

it('lets as many through as the rule says, also when they come at once', async () => {
  const calls = await Promise.allSettled(Array.from({ length: 10 }, () => limit(rule, 'burst')))
  expect(calls.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  for (const call of calls) {
    if (call.status === 'fulfilled') continue
    expect(call.reason).toBeInstanceOf(AppError)
    expect(call.reason).toMatchObject({ code: 'too_many_requests', status: 429 })
    expect(call.reason.details.retryAfterSeconds).toBeGreaterThan(50)
    expect(call.reason.details.retryAfterSeconds).toBeLessThanOrEqual(60)
  }
})

it('counts each key and each rule for itself', async () => {
  for (let i = 0; i < 3; i++) await limit(rule, 'one')
  await limit(rule, 'other')
  await limit({ ...rule, name: 'test-2' }, 'one')
  await expect(limit(rule, 'one')).rejects.toThrow('too_many_requests')
})

it('begins anew after the window, and after a success that forgets', async () => {
  for (let i = 0; i < 3; i++) await limit(rule, 'again')
  await db.rateLimit.updateMany({ where: { key: 'test:again' }, data: { expire: new Date(Date.now() - 1) } })
  for (let i = 0; i < 3; i++) await limit(rule, 'again')
  await forgetLimit(rule, 'again')
  await limit(rule, 'again')
})

it('counts visitors of a route by network, and answers 429 with Retry-After', async () => {
  const GET = createRoute(async () => null)(
    { who: 'visitor', limit: { name: 'route', points: 1, seconds: 60 } },
    () => ({}),
  )
  const from = (address: string) =>
    GET(new Request('http://localhost:3000/api/x', { headers: { 'x-client-address': address } }), {
      params: Promise.resolve({}),
    })
  expect((await from('2001:db8::1')).status).toBe(200)
  const refused = await from('2001:db8::2')
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
  expect((await from('203.0.113.9')).status).toBe(200)
})
