import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { beforeEach, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { stopProvider } from '#lib/queue/provider-stop.ts'
import { storage } from '#lib/storage/storage.ts'
import { checkReady } from './check-ready.ts'

const now = new Date('2026-11-22T12:00:00Z')
const files = path.join(env.DATA_DIR, 'files')

beforeEach(async () => {
  rmSync(files, { recursive: true, force: true })
  await db.worker.deleteMany()
  await db.providerState.deleteMany()
  await db.providerState.create({ data: { provider: 'sandbox', modelsSeenAt: now } })
  await db.worker.create({ data: { id: 'worker-1', heardAt: new Date(now.getTime() - 19_000) } })
})

it('is ready when everything on a picture’s way answers', async () => {
  expect(await checkReady(now)).toEqual({
    database: { ok: true },
    storage: { ok: true },
    provider: { ok: true },
    worker: { ok: true },
  })
})

it('is not when no worker was heard from lately', async () => {
  const { worker, database } = await checkReady(new Date(now.getTime() + 2000))
  expect(worker).toEqual({ ok: false, problem: 'no worker has been heard from lately' })
  expect(database.ok).toBe(true)
})

it('is not before the provider has answered once, nor while it is away', async () => {
  await db.providerState.update({ where: { provider: 'sandbox' }, data: { error: 'ECONNREFUSED 10.0.0.7' } })
  const away = await checkReady(now)
  expect(away.provider.ok).toBe(false)
  // Addresses stay in the log.
  expect(away.provider.problem).not.toContain('10.0.0.7')
  await db.providerState.deleteMany()
  expect((await checkReady(now)).provider).toEqual({
    ok: false,
    problem: 'the provider has not answered yet',
  })
})

it('is not while the provider refuses the operator’s account', async () => {
  await stopProvider(db, 'sandbox', 'insufficient_quota', now, now)
  expect((await checkReady(now)).provider).toEqual({ ok: false, problem: 'the provider refuses our account' })
})

it('is not ready because another provider is', async () => {
  await db.providerState.updateMany({ data: { provider: 'openai' } })
  expect((await checkReady(now)).provider.ok).toBe(false)
})

it('is not when files cannot be written', async () => {
  writeFileSync(files, 'a file where the folder should be')
  const { storage, worker } = await checkReady(now)
  expect(storage).toEqual({ ok: false, problem: 'storage is not reachable' })
  expect(worker.ok).toBe(true)
})

it('says so, and does not wait, while a part answers nothing', async () => {
  const { promise: never, resolve: answer } = Promise.withResolvers<void>()
  vi.spyOn(storage, 'check').mockReturnValueOnce(never)
  const { storage: files, worker } = await checkReady(now, 300)
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
    const { database, provider, worker, storage } = await checkReady(now)
    expect(database).toEqual({ ok: false, problem: 'database is not reachable' })
    expect(provider).toEqual({ ok: false, problem: 'provider is not reachable' })
    expect(worker).toEqual({ ok: false, problem: 'worker is not reachable' })
    expect(storage.ok).toBe(true)
  } finally {
    await allow(true)
    await server.end()
  }
  await expect.poll(async () => (await checkReady(now)).database.ok).toBe(true)
})
