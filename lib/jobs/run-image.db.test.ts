import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { openAiProvider } from '#lib/providers/openai-provider.ts'
import { CallFailure, type Provider } from '#lib/providers/provider.ts'
import { refreshServedModels } from '#lib/providers/served-models.ts'
import { pauseModel } from '#lib/queue/provider-limits.ts'
import { reopenProvider, stopProvider } from '#lib/queue/provider-stop.ts'
import { originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { type SandboxProcess, startSandboxProcess } from '../../scripts/testing/sandbox-process.ts'
import { storeAnswer } from './attempt-storage.ts'
import { cancelImages } from './cancel-images.ts'
import { claimImage } from './claim-image.ts'
import { creditsOf, newJob, newUser, type RequestOverrides } from './job-fixtures.ts'
import { makeImagePreview } from './make-image-preview.ts'
import { openImageFile } from './open-image-file.ts'
import { putBackImage } from './put-back-image.ts'
import { getJob } from './read-jobs.ts'
import { runImage } from './run-image.ts'
import type { ImageView, JobView } from './view.ts'

let sandbox: SandboxProcess
let provider: Provider

beforeAll(async () => {
  sandbox = await startSandboxProcess()
  provider = openAiProvider({
    id: 'sandbox',
    baseUrl: `${sandbox.url}/v1`,
    apiKey: 'test',
    timeoutMs: 10_000,
  })
  expect(await refreshServedModels(provider, new Date())).toBe(true)
})
afterAll(() => sandbox.stop())
beforeEach(async () => {
  await sandbox.forget()
  await db.providerLimit.deleteMany()
  await reopenProvider(db, 'sandbox', new Date(Date.now() + 1000))
  vi.clearAllMocks()
})

function imageOf(job: JobView, index = 0): ImageView {
  const image = job.images[index]
  if (!image) throw new Error('the job has no such image')
  return image
}

async function newImage(overrides: RequestOverrides = {}) {
  const userId = await newUser(1000)
  const job = await newJob(userId, overrides)
  return { userId, job, imageId: imageOf(job).id, quote: job.quoteCredits }
}

const turn = { begun: vi.fn(), keepPlace: vi.fn(), stopping: new AbortController().signal }

/** As often as the queue would serve it until the row has come to an end. */
async function run(imageId: string, turns = 1): Promise<void> {
  for (let made = 0; made < turns; made++) await runImage({ imageId, workerId: 'worker-1', provider, turn })
}

/** What time does when a worker is lost: its lease runs out. */
async function loseWorker(imageId: string): Promise<void> {
  await db.image.update({ where: { id: imageId }, data: { leaseUntil: new Date(0) } })
}

async function attempts(imageId: string) {
  return db.attempt.findMany({ where: { imageId }, orderBy: { fence: 'asc' } })
}

describe('runImage', () => {
  it('delivers a picture, keeps the bytes as they came, and takes exactly the quote', async () => {
    const { userId, job, imageId, quote } = await newImage()
    await run(imageId)
    const after = await getJob(userId, job.id)
    expect(after.state).toBe('succeeded')
    expect(imageOf(after)).toMatchObject({
      state: 'delivered',
      costCredits: quote,
      mediaType: 'image/png',
      width: 1024,
    })
    expect(await creditsOf(userId)).toEqual({ available: 1000 - quote, held: 0 })
    const [attempt] = await attempts(imageId)
    expect(attempt).toMatchObject({
      outcome: 'delivered',
      workerId: 'worker-1',
      costNanoUsd: expect.any(BigInt),
    })
    expect(attempt?.providerRequestId).toBeTruthy()
    const bytes = await storage.get(originalKey(imageId, 1))
    expect(bytes?.byteLength).toBe(imageOf(after).sizeBytes)
    expect(await audit()).toEqual([])
  })

  it('stores partial previews of a streaming model while the call runs', async () => {
    const { userId, imageId } = await newImage({ params: { partialImages: 2 } })
    await run(imageId)
    const file = await openImageFile(userId, imageId, 'partial-1')
    expect(file.sizeBytes).toBeGreaterThan(1000)
    await file.stream.cancel()
    const image = await db.image.findUniqueOrThrow({ where: { id: imageId } })
    expect(image).toMatchObject({ state: 'delivered', partials: 2 })
  })

  it.each(['dall-e-2', 'dall-e-3', 'gpt-image-1'])('makes a picture with %s', async (model) => {
    const { userId, job, imageId } = await newImage({ model })
    await run(imageId)
    const after = await getJob(userId, job.id)
    expect(imageOf(after).state).toBe('delivered')
    if (model === 'dall-e-3') expect(imageOf(after).revisedPrompt).toBeTruthy()
  })

  it('makes a preview and a placeholder afterwards', async () => {
    const { userId, imageId } = await newImage()
    await run(imageId)
    await makeImagePreview(imageId)
    await makeImagePreview(imageId)
    const file = await openImageFile(userId, imageId, 'preview')
    expect(file.mediaType).toBe('image/webp')
    await file.stream.cancel()
    const image = await db.image.findUniqueOrThrow({ where: { id: imageId } })
    expect(image.placeholder).toMatch(/^data:image\/webp;base64,.{20,800}$/)
  })

  it('gives everything back when moderation blocks, and says which stage and category', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[blocked]]' })
    await run(imageId)
    const after = await getJob(userId, job.id)
    expect(after.state).toBe('failed')
    expect(imageOf(after)).toMatchObject({
      state: 'failed',
      costCredits: 0,
      failure: { code: 'moderation_blocked', params: { stage: 'input' } },
    })
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
    expect(await sandbox.calls()).toHaveLength(1)
  })

  it('tries a server error again twice, then gives the credits back', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[500]]' })
    await run(imageId, 2)
    expect((await getJob(userId, job.id)).state).toBe('running')
    expect(await creditsOf(userId)).toEqual({ available: 1000 - job.quoteCredits, held: job.quoteCredits })
    await run(imageId, 2)
    const after = await getJob(userId, job.id)
    expect(imageOf(after).failure?.code).toBe('provider_unavailable')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
    expect(await sandbox.calls()).toHaveLength(3)
  })

  it('waits as long as a 429 asks, which costs no attempt', async () => {
    const { userId, job, imageId, quote } = await newImage({ prompt: 'a fox [[429:120:once]]' })
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id))).toMatchObject({ state: 'queued', retries: 0 })
    expect(turn.keepPlace).not.toHaveBeenCalled()
    await run(imageId)
    expect(turn.keepPlace).toHaveBeenCalledTimes(1)
    expect(await sandbox.calls()).toHaveLength(1)
    await db.providerLimit.updateMany({ data: { pausedUntil: null } })
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('delivered')
    expect(await creditsOf(userId)).toEqual({ available: 1000 - quote, held: 0 })
  })

  it('makes at most one more call after a dropped connection, and charges nothing', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[drop]]' })
    await run(imageId, 3)
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('no_answer')
    expect(await sandbox.calls()).toHaveLength(2)
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
    expect((await attempts(imageId)).map((attempt) => attempt.outcome)).toEqual(['ambiguous', 'ambiguous'])
  })

  it('has no other picture made when the one that was made cannot be fetched', async () => {
    const { userId, job, imageId } = await newImage()
    let calls = 0
    const generate = async () => {
      calls += 1
      throw new CallFailure('ambiguous', 'download_failed')
    }
    await runImage({ imageId, workerId: 'worker-1', provider: { ...provider, generate }, turn })
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('no_answer')
    expect(calls).toBe(1)
    expect((await attempts(imageId)).map((attempt) => attempt.outcome)).toEqual(['ambiguous'])
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('brakes a user whose pictures are blocked again and again', async () => {
    const userId = await newUser(10_000)
    const job = await newJob(userId, { n: 5, prompt: 'a fox [[blocked]]' })
    for (const { id } of job.images) {
      await expect.poll(async () => (await db.image.findUnique({ where: { id } }))?.state).toBe('queued')
      await run(id)
    }
    await expect(newJob(userId)).rejects.toMatchObject({ code: 'moderation_brake' })
    expect(await creditsOf(userId)).toEqual({ available: 10_000, held: 0 })
  })

  it('counts a stream that was cut before its end as ambiguous', async () => {
    const { imageId } = await newImage({ prompt: 'a fox [[drop-stream]]', params: { partialImages: 1 } })
    await run(imageId)
    expect((await attempts(imageId)).map((attempt) => attempt.outcome)).toEqual(['ambiguous'])
  })

  it('does not deliver a broken picture', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[truncated]]' })
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('bad_picture')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('keeps the image in line while the operator’s account is empty', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[quota]]' })
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('queued')
    const state = await db.providerState.findUniqueOrThrow({ where: { provider: 'sandbox' } })
    expect(state.stoppedAt).not.toBeNull()
    const second = await newImage()
    await run(second.imageId)
    expect(await sandbox.calls()).toHaveLength(1)
  })

  it('stops a provider twice, and then is taken for the reason itself', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[quota]]' })
    for (let stops = 0; stops < 2; stops++) {
      await run(imageId)
      expect(await reopenProvider(db, 'sandbox', new Date(Date.now() + 1000))).toBe(true)
    }
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('provider_stopped')
    expect(await reopenProvider(db, 'sandbox', new Date(Date.now() + 1000))).toBe(false)
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('has its hour for being put off begin anew when a stopped provider opens', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[429:once]]' })
    await stopProvider(db, 'sandbox', 'insufficient_quota', new Date())
    await db.image.update({ where: { id: imageId }, data: { startedAt: new Date(0) } })
    await db.providerState.updateMany({
      data: { stoppedAt: new Date(Date.now() - 1000), probeAt: new Date(0) },
    })
    const other = await newImage()
    await run(other.imageId)
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('queued')
  })

  it('settles from storage when the worker died between storing and settling', async () => {
    const { userId, job, imageId, quote } = await newImage()
    const claim = await claimImage(imageId, 'worker-lost')
    expect(claim?.fence).toBe(1)
    await db.image.update({ where: { id: imageId }, data: { state: 'calling' } })
    const { request } = { request: { model: job.model, prompt: job.prompt, params: job.params } }
    const answer = await provider.generate({
      ...request,
      safetyIdentifier: 'x',
      inputs: [],
      mask: null,
      onPartial: async () => undefined,
    })
    await storeAnswer(imageId, 1, answer)
    await loseWorker(imageId)
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('delivered')
    expect(await sandbox.calls()).toHaveLength(1)
    expect(await creditsOf(userId)).toEqual({ available: 1000 - quote, held: 0 })
    expect((await attempts(imageId)).map((attempt) => attempt.outcome)).toEqual(['delivered', 'abandoned'])
  })

  it('asks for a turn like any other when its worker was lost before the call and the provider is closed', async () => {
    const { userId, job, imageId } = await newImage()
    await claimImage(imageId, 'worker-lost')
    await loseWorker(imageId)
    await pauseModel('sandbox', 'gpt-image-2', 60, 'rate_limit_exceeded')
    await run(imageId)
    expect(turn.keepPlace).not.toHaveBeenCalled()
    expect(imageOf(await getJob(userId, job.id)).state).toBe('queued')
    expect(await sandbox.calls()).toHaveLength(0)
    await db.providerLimit.deleteMany()
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('delivered')
  })

  it('calls once more when the worker died during the call, and then never again', async () => {
    const { userId, job, imageId } = await newImage()
    for (const worker of ['lost-1', 'lost-2']) {
      await claimImage(imageId, worker)
      await db.image.update({ where: { id: imageId }, data: { state: 'calling' } })
      await loseWorker(imageId)
    }
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('no_answer')
    expect(await sandbox.calls()).toHaveLength(0)
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('leaves an image alone while its worker lives, and after it has ended', async () => {
    const { imageId } = await newImage()
    expect(await claimImage(imageId, 'worker-1')).not.toBeNull()
    expect(await claimImage(imageId, 'worker-2')).toBeNull()
    await loseWorker(imageId)
    await run(imageId)
    expect(await claimImage(imageId, 'worker-2')).toBeNull()
  })

  it('does nothing while another run has the image, and takes it over when that one’s lease is over', async () => {
    const { userId, job, imageId } = await newImage()
    await claimImage(imageId, 'worker-lost')
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('preparing')
    await loseWorker(imageId)
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('delivered')
    await run(imageId)
    expect(await sandbox.calls()).toHaveLength(1)
  })

  it('goes back to its place, without a call, when its worker is stopping', async () => {
    const { userId, job, imageId } = await newImage()
    const before = await db.image.findUniqueOrThrow({ where: { id: imageId } })
    const keepPlace = vi.fn()
    const stopping = AbortSignal.abort()
    await runImage({ imageId, workerId: 'worker-1', provider, turn: { begun: vi.fn(), keepPlace, stopping } })
    expect(keepPlace).toHaveBeenCalledTimes(1)
    const after = await db.image.findUniqueOrThrow({ where: { id: imageId } })
    expect(after).toMatchObject({ state: 'queued', queuedAt: before.queuedAt, retryableFailures: 0 })
    expect(await sandbox.calls()).toHaveLength(0)
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).state).toBe('delivered')
  })

  it('changes nothing when it comes back late: the fence has moved on', async () => {
    const { userId, job, imageId, quote } = await newImage({ prompt: 'a fox [[delay:1s]]' })
    const late = run(imageId)
    await expect.poll(async () => (await getJob(userId, job.id)).images[0]?.state).toBe('calling')
    await loseWorker(imageId)
    await run(imageId)
    await late
    expect((await attempts(imageId)).map((attempt) => attempt.outcome).sort()).toEqual([
      'ambiguous',
      'delivered',
    ])
    expect(await creditsOf(userId)).toEqual({ available: 1000 - quote, held: 0 })
    expect(await audit()).toEqual([])
  })

  it('gives up an image whose every run was lost, and its credits come back', async () => {
    const { userId, job, imageId } = await newImage()
    for (let lost = 0; lost <= 10; lost++) {
      await claimImage(imageId, 'lost')
      await loseWorker(imageId)
    }
    await run(imageId)
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('internal')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('ends an image of a provider that the site has left', async () => {
    const { userId, job, imageId } = await newImage()
    await runImage({ imageId, workerId: 'worker-1', provider: null, turn })
    expect(imageOf(await getJob(userId, job.id)).failure?.code).toBe('provider_gone')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('ends the hold of a job whose images end in every way', async () => {
    const userId = await newUser(5000)
    const job = await newJob(userId, { n: 3 })
    const [first, second, third] = job.images.map((image) => image.id)
    if (!first || !second || !third) throw new Error('three images')
    await run(first)
    await cancelImages(userId, { imageId: third })
    await run(second)
    const after = await getJob(userId, job.id)
    expect(after.state).toBe('partial')
    expect(after.images.map((image) => image.state)).toEqual(['delivered', 'delivered', 'cancelled'])
    expect(await creditsOf(userId)).toEqual({ available: 5000 - 2 * job.quoteCredits, held: 0 })
  })
})

describe('cancelImages', () => {
  it('takes waiting images back at once', async () => {
    const { userId, job } = await newImage({ n: 4 })
    const after = await cancelImages(userId, { jobId: job.id })
    expect(after.state).toBe('cancelled')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
    await run(imageOf(job).id)
    expect(await sandbox.calls()).toHaveLength(0)
  })

  it('lets a call end that has left, and the picture is kept and paid', async () => {
    const { userId, job, imageId, quote } = await newImage({ prompt: 'a fox [[delay:1s]]' })
    const running = run(imageId)
    await expect.poll(async () => (await getJob(userId, job.id)).images[0]?.state).toBe('calling')
    const asked = await cancelImages(userId, { imageId })
    expect(imageOf(asked)).toMatchObject({ state: 'calling', cancelRequested: true })
    await running
    expect(imageOf(await getJob(userId, job.id))).toMatchObject({ state: 'delivered', costCredits: quote })
  })

  it('ends at once when the call that was waited for is put off', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[429:3000]]' })
    const claim = await claimImage(imageId, 'worker-1')
    await db.image.update({ where: { id: imageId }, data: { state: 'calling' } })
    await cancelImages(userId, { imageId })
    if (!claim) throw new Error('not claimed')
    await putBackImage(claim, { to: 'behind', outcome: 'abandoned', errorCode: 'rate_limit_exceeded' })
    expect((await getJob(userId, job.id)).state).toBe('cancelled')
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('does not try again after a cancel', async () => {
    const { userId, job, imageId } = await newImage({ prompt: 'a fox [[delay:1s]] [[500]]' })
    const running = run(imageId)
    await expect.poll(async () => (await getJob(userId, job.id)).images[0]?.state).toBe('calling')
    await cancelImages(userId, { imageId })
    await running
    expect(imageOf(await getJob(userId, job.id)).state).toBe('cancelled')
    expect(await sandbox.calls()).toHaveLength(1)
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('knows nothing of somebody else’s job, nor of garbage', async () => {
    const { job, imageId } = await newImage()
    const stranger = await newUser(0)
    await expect(cancelImages(stranger, { jobId: job.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(getJob(stranger, job.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(openImageFile(stranger, imageId, 'original')).rejects.toMatchObject({ code: 'not_found' })
  })
})
