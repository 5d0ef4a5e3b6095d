import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { stopProvider } from '#lib/queue/provider-stop.ts'
import { storage } from '#lib/storage/storage.ts'
import { GET } from '../../app/api/ready/route.ts'
import { checkReady } from './check-ready.ts'

const now = new Date()
const files = path.join(env.DATA_DIR, 'files')

beforeEach(async () => {
  rmSync(files, { recursive: true, force: true })
  await db.worker.deleteMany()
  await db.providerState.deleteMany()
  await db.providerState.create({ data: { provider: 'sandbox', modelsSeenAt: now } })
  await heard(10)
})
afterEach(() => {
  vi.useRealTimers()
})

/** By the database's clock, as workers say it. */
async function heard(secondsAgo: number): Promise<void> {
  await db.worker.deleteMany()
  await db.$executeRaw`
    INSERT INTO workers (id, heard_at) VALUES ('worker-1', now() - make_interval(secs => ${secondsAgo}))`
}

it('is ready when everything on a picture’s way answers', async () => {
  expect(await checkReady()).toEqual({
    database: { ok: true },
    storage: { ok: true },
    provider: { ok: true },
    worker: { ok: true },
  })
})

it('is not when no worker was heard from lately', async () => {
  await heard(21)
  const { worker, database } = await checkReady()
  expect(worker).toEqual({ ok: false, problem: 'no worker has been heard from lately' })
  expect(database.ok).toBe(true)
})

it.each([-3_600_000, 3_600_000])('goes by the database’s clock, though ours is %i ms off', async (offMs) => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + offMs })
  expect((await checkReady()).worker).toEqual({ ok: true })
  await heard(21)
  expect((await checkReady()).worker.ok).toBe(false)
})

it('notes that the provider is away', async () => {
  await db.providerState.update({ where: { provider: 'sandbox' }, data: { error: 'ECONNREFUSED 10.0.0.7' } })
  // Addresses stay in the log.
  expect((await checkReady()).provider).toEqual({
    ok: true,
    note: 'the provider did not answer when it was last asked',
  })
})

it('is not before the provider has answered once', async () => {
  await db.providerState.deleteMany()
  expect((await checkReady()).provider).toEqual({
    ok: false,
    problem: 'the provider has not answered yet',
  })
})

it('stays so while the provider refuses the operator’s account, and notes it', async () => {
  await stopProvider(db, 'sandbox', 'insufficient_quota', now, now)
  const answer = await GET()
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({
    ready: true,
    checks: { provider: { ok: true, note: 'the provider refuses our account' } },
  })
})

it('answers 503 while there is no worker', async () => {
  await db.worker.deleteMany()
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 2_000 })
  const answer = await GET()
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ ready: false, checks: { provider: { ok: true } } })
})

it('is not ready because another provider is', async () => {
  await db.providerState.updateMany({ data: { provider: 'openai' } })
  expect((await checkReady()).provider.ok).toBe(false)
})

it('is not when files cannot be written', async () => {
  writeFileSync(files, 'a file where the folder should be')
  const { storage, worker } = await checkReady()
  expect(storage).toEqual({ ok: false, problem: 'storage is not reachable' })
  expect(worker.ok).toBe(true)
})

it('says so, and does not wait, while a part answers nothing', async () => {
  const { promise: never, resolve: answer } = Promise.withResolvers<void>()
  vi.spyOn(storage, 'check').mockReturnValueOnce(never)
  const { storage: files, worker } = await checkReady(300)
  expect(files).toEqual({ ok: false, problem: 'storage is not reachable' })
  expect(worker.ok).toBe(true)
  answer()
})

it('says so, and does not throw, while the database is away', async () => {
  const url = new URL(env.DATABASE_URL ?? '')
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const server = new pg.Client({ connectionString: url.href })
  await server.connect()
  const allow = (allowed: boolean) => server.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS ${allowed}`)
  try {
    await allow(false)
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
    const { database, provider, worker, storage } = await checkReady()
    expect(database).toEqual({ ok: false, problem: 'database is not reachable' })
    expect(provider).toEqual({ ok: false, problem: 'provider is not reachable' })
    expect(worker).toEqual({ ok: false, problem: 'worker is not reachable' })
    expect(storage.ok).toBe(true)
  } finally {
    await allow(true)
    await server.end()
  }
  await expect.poll(async () => (await checkReady()).database.ok).toBe(true)
})
