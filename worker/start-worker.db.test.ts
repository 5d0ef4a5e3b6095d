import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { storeAnswer } from '#lib/jobs/attempt-storage.ts'
import { claimImage } from '#lib/jobs/claim-image.ts'
import { creditsOf, newJob, newRequest, newUser } from '#lib/jobs/job-fixtures.ts'
import { openImageFile } from '#lib/jobs/open-image-file.ts'
import { getJob } from '#lib/jobs/read-jobs.ts'
import { openAiProvider } from '#lib/providers/openai-provider.ts'
import type { Provider } from '#lib/providers/provider.ts'
import { reopenProvider, stopProvider } from '#lib/queue/provider-stop.ts'
import { type SandboxProcess, startSandboxProcess } from '../scripts/testing/sandbox-process.ts'
import { type RunningWorker, startWorker } from './start-worker.ts'

let sandbox: SandboxProcess
let provider: Provider
const workers = new Set<RunningWorker>()

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
beforeEach(() => sandbox.forget())
afterEach(async () => {
  await Promise.all([...workers].map(stop))
})

async function start(workerId: string, slots = 4): Promise<RunningWorker> {
  const worker = await startWorker({ workerId, slots, provider })
  workers.add(worker)
  return worker
}

async function stop(worker: RunningWorker, graceMs = 20_000): Promise<void> {
  workers.delete(worker)
  await worker.stop(graceMs)
}

function imagesBy(workerId: string): Promise<number> {
  return db.attempt.count({ where: { workerId, outcome: 'delivered' } })
}

const patient = { timeout: 15_000 }

describe('startWorker', () => {
  it('takes a job the whole way: delivered, paid, with a preview, as soon as it is made', async () => {
    const userId = await newUser(1000)
    await start('worker-1')
    await expect.poll(() => db.worker.count({ where: { id: 'worker-1' } })).toBe(1)
    const job = await newJob(userId, { n: 2, params: { partialImages: 1 } })
    await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
    expect(await creditsOf(userId)).toEqual({ available: 1000 - 2 * job.quoteCredits, held: 0 })
    await expect
      .poll(async () => (await getJob(userId, job.id)).images.every((image) => image.hasPreview), patient)
      .toBe(true)
    const file = await openImageFile(userId, job.images[0]?.id ?? '', 'preview')
    expect(file.mediaType).toBe('image/webp')
    await file.stream.cancel()
    expect(await audit()).toEqual([])
  })

  it('learns what the provider serves', async () => {
    await db.providerModel.deleteMany()
    await start('worker-1')
    await expect.poll(() => db.providerModel.count({ where: { provider: 'sandbox' } })).toBeGreaterThan(5)
  })

  it('serves what was queued while no worker ran', async () => {
    const userId = await newUser(5000)
    const job = await newJob(userId, { n: 5 })
    await start('worker-1')
    await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
  })

  it('goes on with the other images when one fails', async () => {
    const userId = await newUser(5000)
    await start('worker-1', 1)
    const bad = await newJob(userId, { prompt: 'a fox [[blocked]]' })
    const good = await newJob(userId)
    await expect.poll(async () => (await getJob(userId, good.id)).state, patient).toBe('succeeded')
    expect((await getJob(userId, bad.id)).state).toBe('failed')
  })

  it('shares the queue with another worker, and each image is called once', async () => {
    const users = await Promise.all([newUser(5000), newUser(5000), newUser(5000)])
    await Promise.all([start('worker-a', 2), start('worker-b', 2)])
    // Long enough that one worker's two slots are taken when the next image comes.
    const jobs = await Promise.all(
      users.map(async (userId) => ({
        userId,
        job: await newJob(userId, { n: 4, prompt: 'a fox [[delay:300]]' }),
      })),
    )
    for (const { userId, job } of jobs) {
      await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
    }
    expect(await sandbox.calls()).toHaveLength(12)
    const [byA, byB] = [await imagesBy('worker-a'), await imagesBy('worker-b')]
    expect(byA).toBeGreaterThan(0)
    expect(byB).toBeGreaterThan(0)
    expect(byA + byB).toBe(12)
    expect(await audit()).toEqual([])
  })

  it('finishes what it has and gives the rest to others when it is stopped', async () => {
    const userId = await newUser(5000)
    const first = await start('worker-first', 1)
    const job = await newJob(userId, { n: 3, prompt: 'a fox [[delay:1s]]' })
    await expect
      .poll(async () => (await getJob(userId, job.id)).images.map(({ state }) => state))
      .toContain('calling')
    await stop(first)
    const states = (await getJob(userId, job.id)).images.map((image) => image.state).sort()
    expect(states).toEqual(['delivered', 'queued', 'queued'])
    expect(await db.worker.count({ where: { id: 'worker-first' } })).toBe(0)

    await start('worker-second', 2)
    await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
    expect(await sandbox.calls()).toHaveLength(3)
    expect([await imagesBy('worker-first'), await imagesBy('worker-second')]).toEqual([1, 2])
  })

  it('delivers what a lost worker had stored, even while the provider is stopped', async () => {
    const userId = await newUser(5000)
    const job = await newJob(userId)
    const imageId = job.images[0]?.id ?? ''
    const claim = await claimImage(imageId, 'worker-lost')
    const { params, prompt, model } = newRequest()
    const answer = await provider.generate({
      model,
      prompt,
      params,
      safetyIdentifier: 'test',
      inputs: [],
      mask: null,
      onPartial: async () => undefined,
    })
    await storeAnswer(imageId, claim?.fence ?? 0, answer)
    await db.image.update({ where: { id: imageId }, data: { state: 'storing', leaseUntil: new Date(0) } })
    await stopProvider(db, 'sandbox', 'insufficient_quota', new Date())
    await start('worker-2')
    await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
    expect(await sandbox.calls()).toHaveLength(1)
    expect(await creditsOf(userId)).toEqual({ available: 5000 - job.quoteCredits, held: 0 })
    await reopenProvider(db, 'sandbox', new Date(Date.now() + 1000))
  })

  it('leaves a call that takes longer than the grace, and the image is taken over when its lease is over', async () => {
    const userId = await newUser(5000)
    const first = await start('worker-hasty', 1)
    const job = await newJob(userId, { prompt: 'a fox [[delay:3s:once]]' })
    const imageId = job.images[0]?.id ?? ''
    await expect.poll(async () => (await getJob(userId, job.id)).images[0]?.state).toBe('calling')
    await stop(first, 10)
    expect((await getJob(userId, job.id)).images[0]?.state).toBe('calling')

    // What time does: the lease ends, and the engine misses the heartbeat and serves the entry again.
    await db.image.update({ where: { id: imageId }, data: { leaseUntil: new Date(0) } })
    await db.$executeRaw`
      UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE data ->> 'imageId' = ${imageId} AND state = 'active'`
    await start('worker-second', 1)
    await expect.poll(async () => (await getJob(userId, job.id)).state, patient).toBe('succeeded')
    const attempts = await db.attempt.findMany({ where: { imageId }, orderBy: { fence: 'asc' } })
    expect(attempts.map((attempt) => attempt.outcome)).toEqual(['ambiguous', 'delivered'])
    expect(await creditsOf(userId)).toEqual({ available: 5000 - job.quoteCredits, held: 0 })
  })
})
