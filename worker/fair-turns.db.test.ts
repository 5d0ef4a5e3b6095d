import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { cancelImages } from '#lib/jobs/cancel-images.ts'
import { newJob, newUser, type RequestOverrides } from '#lib/jobs/job-fixtures.ts'
import { openAiProvider } from '#lib/providers/openai-provider.ts'
import type { Provider } from '#lib/providers/provider.ts'
import { clearPause, pauseModel, setLimits } from '#lib/queue/provider-limits.ts'
import { type SandboxProcess, startSandboxProcess } from '../scripts/testing/sandbox-process.ts'
import { type RunningWorker, startWorker } from './start-worker.ts'

// Fair turns as users meet them: real workers, a real provider over HTTP, and the order in which calls leave.

const model = 'gpt-image-2'
let sandbox: SandboxProcess
let provider: Provider
let workers: RunningWorker[] = []

beforeAll(async () => {
  sandbox = await startSandboxProcess()
  provider = openAiProvider({
    id: 'sandbox',
    baseUrl: `${sandbox.url}/v1`,
    apiKey: 'test',
    timeoutMs: 20_000,
  })
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  await sandbox.forget()
  await db.providerLimit.deleteMany()
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop(20_000)))
  workers = []
  expect(await audit()).toEqual([])
  // To cancel a thousand in order would take a minute, and what it does is proved elsewhere.
  await db.image.updateMany({
    where: { finishedAt: null },
    data: { state: 'cancelled', finishedAt: new Date() },
  })
  await db.$executeRaw`DELETE FROM pgboss.job`
})

/** Workers whose slots are all free, and a provider that takes one call after the other, so that the order of calls is that of turns. */
async function startWorkers(count: number, places = 1): Promise<void> {
  await setLimits(db, 'sandbox', model, { places, ratePerMinute: null })
  workers = await Promise.all(
    Array.from({ length: count }, (_, index) =>
      startWorker({ workerId: `worker-${index}`, slots: 2, provider }),
    ),
  )
}

/** A user with many images waiting. */
async function busyUser(images: number, overrides: RequestOverrides = {}): Promise<string> {
  const userId = await newUser(1_000_000)
  const prompt = 'a fox [[delay:60ms]]'
  for (let made = 0; made < images; made += 10) await newJob(userId, { n: 10, prompt, ...overrides })
  return userId
}

async function cancelAll(userId: string): Promise<void> {
  const jobs = await db.job.findMany({ where: { userId, finishedAt: null }, select: { id: true } })
  for (const { id } of jobs) await cancelImages(userId, { jobId: id })
}

function begun(userId?: string): Promise<number> {
  return db.attempt.count({ where: { calledAt: { not: null }, ...(userId && { image: { userId } }) } })
}

const patient = { timeout: 20_000, interval: 10 }

/** How many calls of others leave between the making of a newcomer's only image and its call. */
async function startsBefore(overrides: RequestOverrides = {}): Promise<number> {
  const userId = await newUser(100_000)
  await newJob(userId, { prompt: 'a hare [[delay:60ms]]', ...overrides })
  // Not when the job was made: until its transaction ends nobody can see that there is a newcomer.
  const { queuedAt } = await db.image.findFirstOrThrow({ where: { userId } })
  await expect.poll(() => begun(userId), patient).toBe(1)
  const mine = await db.attempt.findFirstOrThrow({ where: { image: { userId }, calledAt: { not: null } } })
  return db.attempt.count({
    where: {
      calledAt: { gt: queuedAt ?? new Date(), lt: mine.calledAt ?? new Date() },
      image: { userId: { not: userId } },
    },
  })
}

describe('a newcomer starts within the next three starts', () => {
  it('of a user who has a thousand waiting', async () => {
    const busy = await busyUser(1000)
    await startWorkers(1)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(3)
    expect(await startsBefore()).toBeLessThanOrEqual(2)
    expect(await db.image.count({ where: { userId: busy, state: 'waiting' } })).toBeGreaterThan(900)
  })

  it('whatever their pictures cost', async () => {
    const busy = await busyUser(40, { params: { quality: 'low' } })
    await startWorkers(1)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(3)
    expect(await startsBefore({ params: { quality: 'high', size: '1536x1024' } })).toBeLessThanOrEqual(2)
  })

  it('when the other cancels everything and submits again', async () => {
    const busy = await busyUser(40)
    await startWorkers(1)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(3)
    await cancelAll(busy)
    await newJob(busy, { n: 10, prompt: 'a fox [[delay:60ms]]' })
    const waiting = startsBefore()
    await newJob(busy, { n: 10, prompt: 'a fox [[delay:60ms]]' })
    await cancelAll(busy)
    await newJob(busy, { n: 10, prompt: 'a fox [[delay:60ms]]' })
    expect(await waiting).toBeLessThanOrEqual(2)
  })

  it('after a pause of the provider', async () => {
    const busy = await busyUser(40)
    await startWorkers(1)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(3)
    await pauseModel('sandbox', model, 60, 'rate_limit_exceeded', new Date())
    await busyUser(20)
    const waiting = startsBefore()
    await clearPause(db, 'sandbox', model)
    // Two users are busy now, each with two in line.
    expect(await waiting).toBeLessThanOrEqual(4)
  })

  it('with four workers', async () => {
    const busy = await busyUser(60)
    await startWorkers(4, 4)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(8)
    // Four at once are under way, and their order among each other is nobody's.
    expect(await startsBefore()).toBeLessThanOrEqual(2 + 3)
  })

  it('with a weight of three, after six', async () => {
    const busy = await newUser(1_000_000)
    await db.user.update({ where: { id: busy }, data: { weight: 3 } })
    for (let made = 0; made < 6; made++) await newJob(busy, { n: 10, prompt: 'a fox [[delay:60ms]]' })
    await startWorkers(1)
    await expect.poll(() => begun(busy), patient).toBeGreaterThan(3)
    const before = await startsBefore()
    expect(before).toBeGreaterThan(2)
    expect(before).toBeLessThanOrEqual(6)
  })
})

describe('provider limits', () => {
  it('keep the calls at once, and the calls in a minute, below what the provider takes, over all workers', async () => {
    await sandbox.set({ concurrency: 3, ratePerMinute: 300 })
    await setLimits(db, 'sandbox', model, { places: 3, ratePerMinute: 300 })
    await Promise.all([busyUser(20), busyUser(20)])
    workers = await Promise.all(
      [0, 1, 2, 3].map((index) => startWorker({ workerId: `worker-${index}`, slots: 4, provider })),
    )
    await expect.poll(() => db.image.count({ where: { finishedAt: null } }), patient).toBe(0)
    const calls = await sandbox.counters()
    expect(calls).toMatchObject({ total: 40, byStatus: { 200: 40 } })
    expect(calls.concurrencyMax).toBeLessThanOrEqual(3)
    await sandbox.set({ concurrency: null, ratePerMinute: null })
  })

  it('are learned from a provider that was not known to have any: every picture arrives all the same', async () => {
    await sandbox.set({ concurrency: 2 })
    await Promise.all([busyUser(10), busyUser(10)])
    workers = await Promise.all(
      [0, 1].map((index) => startWorker({ workerId: `worker-${index}`, slots: 8, provider })),
    )
    await expect
      .poll(() => db.image.count({ where: { finishedAt: null } }), { ...patient, timeout: 40_000 })
      .toBe(0)
    expect(await db.image.count({ where: { state: 'failed' } })).toBe(0)
    const { places } = await db.providerLimit.findFirstOrThrow({ where: { model } })
    expect(places).toBeLessThan(8)
    await sandbox.set({ concurrency: null })
  })
})
