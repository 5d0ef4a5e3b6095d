import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { SessionUser } from '#lib/accounts/session-user.ts'
import { db } from '#lib/db.ts'
import { newJob, newUser } from '#lib/jobs/job-fixtures.ts'
import { GET as missing } from '../[...missing]/route.ts'

// Who is signed in is read from Next's request, which a test has not got; the roles are what is tested here.
const signedIn = vi.hoisted(() => ({ user: null as SessionUser | null }))
vi.mock('#lib/accounts/current-user.ts', () => ({ currentUser: async () => signedIn.user }))

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'route.ts')
  .sort()
const handlers: { name: string; route: string; method: string; handle: Handler }[] = []
for (const file of files) {
  const module: Record<string, unknown> = await import(path.join(import.meta.dirname, file))
  for (const method of methods) {
    const handle = module[method]
    const route = path.dirname(file)
    if (typeof handle === 'function')
      handlers.push({ name: `${method} ${route}`, route, method, handle: handle as Handler })
  }
}

let operatorId: string
let userId: string

beforeEach(async () => {
  operatorId = await newUser(0)
  userId = await newUser(1000)
  signIn('operator')
})

function signIn(role: SessionUser['role'] | null): void {
  const id = role === 'operator' ? operatorId : userId
  signedIn.user = role && {
    id,
    email: 'x@example.com',
    role,
    locale: 'en',
    emailVerified: true,
    sessionId: randomUUID(),
    currency: null,
    timeZone: null,
  }
}

function call(
  name: string,
  options: { id?: string; body?: unknown; query?: string } = {},
): Promise<Response> {
  const found = handlers.find((handler) => handler.name === name)
  if (!found) throw new Error(`no route ${name}`)
  const { id = randomUUID(), body, query = '' } = options
  const request = new Request(`http://localhost:3000/api/admin/${found.route.replace('[id]', id)}${query}`, {
    method: found.method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const params: Record<string, string> = found.route.includes('[id]') ? { id } : {}
  return found.handle(request, { params: Promise.resolve(params) })
}

const errorShape = z.object({ error: z.looseObject({ code: z.string() }) })
async function codeOf(response: Response): Promise<string> {
  return errorShape.parse(await response.json()).error.code
}
const written = () =>
  db.auditEntry.findMany({
    where: { actorId: operatorId },
    orderBy: { id: 'asc' },
    select: { action: true, subject: true, details: true },
  })

describe('for everybody but operators', () => {
  it.each(handlers.map(({ name }) => name))('%s is as if it did not exist', async (name) => {
    const nowhere = await missing(new Request('http://localhost:3000/api/admin/nowhere'), {
      params: Promise.resolve(null),
    })
    const expected = errorShape.parse(await nowhere.json())
    for (const role of ['user', null] as const) {
      signIn(role)
      const response = await call(name, {
        id: userId,
        body: name.startsWith('POST') ? { weight: 5 } : undefined,
      })
      expect(response.status).toBe(nowhere.status)
      const { error } = errorShape.parse(await response.json())
      expect({ ...error, requestId: '' }).toEqual({ ...expected.error, requestId: '' })
    }
    expect(await db.auditEntry.count({ where: { actorId: { in: [operatorId, userId] } } })).toBe(0)
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).weight).toBe(1)
  })

  it('knows every route of the operator’s pages', () => {
    expect(handlers.length).toBeGreaterThanOrEqual(13)
  })
})

describe('for operators', () => {
  it.each(['overview', 'queue', 'images', 'costs', 'costs/calls', 'ledger-checks', 'log'])(
    'GET %s answers',
    async (route) => {
      expect((await call(`GET ${route}`)).status).toBe(200)
    },
  )

  it('shows an image without its prompt, and no image that there is not', async () => {
    const job = await newJob(userId, { prompt: 'a secret fox' })
    const response = await call('GET images/[id]', { id: job.images[0]?.id })
    const text = await response.text()
    expect(response.status).toBe(200)
    expect(text).toContain(job.id)
    expect(text).not.toContain('secret fox')
    expect((await call('GET images/[id]')).status).toBe(404)
    expect((await call('GET images/[id]', { id: 'garbage' })).status).toBe(404)
  })

  it.each(['GET costs/calls', 'GET log'])('%s refuses a garbage cursor', async (name) => {
    for (const cursor of ['x', '0000-01-01T00:00:00.000Z_x_1', '%00']) {
      const response = await call(name, { query: `?cursor=${cursor}` })
      expect([response.status, await codeOf(response)]).toEqual([400, 'invalid_request'])
    }
    expect((await call(name, { query: '?limit=1000' })).status).toBe(400)
  })

  it.each(["%' OR 1=1 --", '%', '_', '画', '\\'])('GET queue looks for %s as it is written', async (find) => {
    const response = await call('GET queue', { query: `?find=${encodeURIComponent(find)}` })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ lines: [], total: 0 })
  })

  it('sets limits and writes down from what to what', async () => {
    const of = { provider: 'sandbox', model: 'gpt-image-2' }
    expect((await call('POST limits', { body: { ...of, places: 3, ratePerMinute: 50 } })).status).toBe(200)
    expect((await call('POST limits', { body: { ...of, places: null, ratePerMinute: 60 } })).status).toBe(200)
    const row = await db.providerLimit.findUniqueOrThrow({ where: { provider_model: of } })
    expect(row).toMatchObject({ placesSet: null, rateSet: 60 })
    const action = { action: 'limits.set', subject: 'model:sandbox/gpt-image-2' }
    expect(await written()).toEqual([
      { ...action, details: { placesFrom: null, placesTo: 3, rateFrom: null, rateTo: 50 } },
      { ...action, details: { placesFrom: 3, placesTo: null, rateFrom: 50, rateTo: 60 } },
    ])
  })

  it.each([
    { places: 0 },
    { places: 501 },
    { places: 1.5 },
    { places: '3' },
    { ratePerMinute: 0 },
    { ratePerMinute: 100_001 },
    { provider: 'nobody' },
    { model: '' },
    { more: 1 },
  ])('refuses the limits %j and writes nothing', async (wrong) => {
    const body = { provider: 'sandbox', model: 'gpt-image-1', places: 3, ratePerMinute: null, ...wrong }
    expect((await call('POST limits', { body })).status).toBe(400)
    expect(await db.providerLimit.count({ where: { model: 'gpt-image-1' } })).toBe(0)
    expect(await written()).toEqual([])
  })

  it('has no limits for a model that nobody knows', async () => {
    const body = { provider: 'sandbox', model: 'no-such-model', places: 3, ratePerMinute: null }
    expect((await call('POST limits', { body })).status).toBe(404)
    expect(await written()).toEqual([])
  })

  it('ends a pause once', async () => {
    const body = { provider: 'sandbox', model: 'dall-e-3' }
    const pausedUntil = new Date(Date.now() + 60_000)
    await db.providerLimit.create({ data: { ...body, places: 8, pausedUntil, pauseReason: 'slow_down' } })
    expect((await call('POST pauses/clear', { body })).status).toBe(200)
    expect((await call('POST pauses/clear', { body })).status).toBe(404)
    const row = await db.providerLimit.findUniqueOrThrow({ where: { provider_model: body } })
    expect(row.pausedUntil).toBeNull()
    expect(await written()).toEqual([
      {
        action: 'pause.clear',
        subject: 'model:sandbox/dall-e-3',
        details: { until: pausedUntil.toISOString(), reason: 'slow_down' },
      },
    ])
  })

  it('lets a stopped provider be tried at once, and not one that is open', async () => {
    const later = new Date(Date.now() + 600_000)
    const stop = { stoppedAt: new Date(), stopReason: 'insufficient_quota', probeAt: later }
    await db.providerState.upsert({
      where: { provider: 'openai' },
      create: { provider: 'openai', ...stop },
      update: stop,
    })
    expect((await call('POST providers/probe', { body: { provider: 'openai' } })).status).toBe(200)
    const state = await db.providerState.findUniqueOrThrow({ where: { provider: 'openai' } })
    expect(state.probeAt?.getTime()).toBeLessThanOrEqual(Date.now())
    expect(state.stoppedAt).not.toBeNull()
    await db.providerState.update({ where: { provider: 'openai' }, data: { stoppedAt: null } })
    expect((await call('POST providers/probe', { body: { provider: 'openai' } })).status).toBe(404)
    expect((await call('POST providers/probe', { body: { provider: 'x' } })).status).toBe(400)
    expect(await written()).toMatchObject([{ action: 'provider.probe', subject: 'provider:openai' }])
  })

  it('sets a weight, and the same one again writes nothing', async () => {
    for (let again = 0; again < 2; again++) {
      expect((await call('POST users/[id]/weight', { id: userId, body: { weight: 100 } })).status).toBe(200)
    }
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).weight).toBe(100)
    expect(await written()).toEqual([
      { action: 'user.weight', subject: `user:${userId}`, details: { from: 1, to: 100 } },
    ])
  })

  it.each([0, 101, 2.5, '5', null, -1])('refuses the weight %j', async (weight) => {
    expect((await call('POST users/[id]/weight', { id: userId, body: { weight } })).status).toBe(400)
    expect(await written()).toEqual([])
  })

  it('has no weight for a user that there is not', async () => {
    expect((await call('POST users/[id]/weight', { body: { weight: 2 } })).status).toBe(404)
    expect((await call('POST users/[id]/weight', { id: 'x', body: { weight: 2 } })).status).toBe(404)
    expect(await written()).toEqual([])
  })

  it('lifts a brake once', async () => {
    const until = new Date(Date.now() + 60_000)
    await db.moderationBrake.create({ data: { userId, until, blocks: 5, level: 2 } })
    expect((await call('POST users/[id]/lift-brake', { id: userId })).status).toBe(200)
    const brake = await db.moderationBrake.findUniqueOrThrow({ where: { userId } })
    expect(brake.until).toEqual(brake.liftedAt)
    expect(brake.until.getTime()).toBeLessThanOrEqual(Date.now())
    expect((await call('POST users/[id]/lift-brake', { id: userId })).status).toBe(404)
    expect((await call('POST users/[id]/lift-brake')).status).toBe(404)
    expect(await written()).toMatchObject([
      { action: 'brake.lift', subject: `user:${userId}`, details: { level: 2 } },
    ])
  })

  it('asks a worker for a check of the book', async () => {
    expect((await call('POST ledger-checks')).status).toBe(202)
    const entries = await db.$queryRaw`SELECT data FROM pgboss.job WHERE name = 'nightly'`
    expect(entries).toEqual([{ data: { asked: true } }])
    expect(await written()).toEqual([{ action: 'ledger.check', subject: 'ledger', details: {} }])
  })

  it('does nothing when it cannot be written down', async () => {
    await db.$executeRaw`ALTER TABLE audit_entries ADD CONSTRAINT nothing_more CHECK (action = '') NOT VALID`
    try {
      const statuses = [
        await call('POST users/[id]/weight', { id: userId, body: { weight: 7 } }),
        await call('POST limits', {
          body: { provider: 'sandbox', model: 'gpt-image-1-mini', places: 3, ratePerMinute: null },
        }),
      ].map(({ status }) => status)
      expect(statuses).toEqual([500, 500])
    } finally {
      await db.$executeRaw`ALTER TABLE audit_entries DROP CONSTRAINT nothing_more`
    }
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).weight).toBe(1)
    expect(await db.providerLimit.count({ where: { model: 'gpt-image-1-mini' } })).toBe(0)
  })
})
