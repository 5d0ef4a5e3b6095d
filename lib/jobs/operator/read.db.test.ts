import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { findModel } from '#lib/catalog/models.ts'
import { listNanoUsd } from '#lib/catalog/quote.ts'
import { db } from '#lib/db.ts'
import type { AttemptOutcome, ImageState } from '#prisma/generated/enums.ts'
import { newJob, newRequest, newUser } from '../job-fixtures.ts'
import { maskPicture, newUpload, plainPicture } from '../upload-fixtures.ts'
import { listAmbiguous, readCosts } from './read-costs.ts'
import { readOverview } from './read-overview.ts'
import { readQueue } from './read-queue.ts'
import { readOperatorImage, readTrouble } from './read-trouble.ts'

const now = new Date()
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const model = 'gpt-image-2'

let userId: string
let email: string

beforeEach(async () => {
  // What tests before this one left behind is out of sight: delivered, and long ago.
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = replica`,
    db.$executeRaw`DELETE FROM attempts`,
    db.$executeRaw`DELETE FROM images`,
    db.$executeRaw`DELETE FROM moderation_brakes`,
    db.$executeRaw`DELETE FROM provider_limits`,
    db.$executeRaw`DELETE FROM provider_states`,
  ])
  userId = await newUser(100_000)
  ;({ email } = await db.user.findUniqueOrThrow({ where: { id: userId } }))
})

/** An image in any state, as if it had come there. */
async function newImage(
  state: ImageState,
  data: Record<string, unknown> = {},
  ofUser = userId,
): Promise<string> {
  const job = await newJob(ofUser)
  const id = job.images[0]?.id ?? ''
  await db.image.update({
    where: { id },
    data: {
      state,
      ...(state === 'delivered' && { storageKey: 'k', finishedAt: now }),
      ...(state === 'failed' && { errorCode: 'no_answer', finishedAt: now }),
      ...data,
    },
  })
  return id
}

function newAttempt(imageId: string, fence: number, outcome: AttemptOutcome, finishedAt: Date | null) {
  return db.attempt.create({
    data: {
      imageId,
      fence,
      workerId: 'worker-1',
      outcome,
      finishedAt,
      providerRequestId: `req_${fence}`,
      errorCode: outcome === 'delivered' ? null : 'ECONNRESET',
      costNanoUsd: outcome === 'delivered' ? 11_000_000n : null,
    },
  })
}

describe('the overview', () => {
  it('counts lines by model and says when the longest waits', async () => {
    await newImage('queued', { createdAt: ago(5) })
    await newImage('calling', { createdAt: ago(60) })
    await newImage('delivered')
    // Last, because each new job of the user lets waiting ones in.
    await newImage('waiting', { createdAt: ago(30) })
    const { providers, workers } = await readOverview(now)
    const sandbox = providers.find(({ provider }) => provider === 'sandbox')
    expect(providers.map(({ provider }) => provider)).toEqual(['sandbox'])
    expect(sandbox?.models.find((one) => one.model === model)).toMatchObject({
      waiting: 1,
      queued: 1,
      running: 1,
      oldestAt: ago(30).toISOString(),
      blocks: 0,
      pause: null,
    })
    expect(workers).toBe(0)
  })

  it('says what is allowed, what was set and declared, and until when a model is paused', async () => {
    const limit = {
      provider: 'sandbox',
      model,
      places: 3.7,
      placesSet: 6,
      rate: 48,
      rateSet: 50,
      rateDeclared: 60,
    }
    await db.providerLimit.create({
      data: { ...limit, pausedUntil: new Date(now.getTime() + 1000), pauseReason: 'slow_down' },
    })
    await db.providerLimit.create({
      data: { ...limit, model: 'dall-e-3', pausedUntil: ago(1), pauseReason: 'x' },
    })
    const { providers } = await readOverview(now)
    const of = (id: string) => providers[0]?.models.find((one) => one.model === id)
    expect(of(model)).toMatchObject({ places: 3, placesSet: 6, rate: 48, rateSet: 50, rateDeclared: 60 })
    expect(of(model)?.pause).toEqual({
      until: new Date(now.getTime() + 1000).toISOString(),
      reason: 'slow_down',
    })
    expect(of('dall-e-3')?.pause).toBeNull()
  })

  it('tells of a stop, and shows a provider that the site has left while it has work', async () => {
    await db.providerState.create({
      data: {
        provider: 'openai',
        stoppedAt: ago(12),
        stopReason: 'insufficient_quota',
        probeAt: ago(-2),
        probes: 2,
      },
    })
    expect((await readOverview(now)).providers).toHaveLength(1)
    await newImage('waiting', { provider: 'openai' })
    const openai = (await readOverview(now)).providers.find(({ provider }) => provider === 'openai')
    expect(openai).toMatchObject({
      isCurrent: false,
      stop: {
        since: ago(12).toISOString(),
        reason: 'insufficient_quota',
        probeAt: ago(-2).toISOString(),
        probes: 2,
      },
    })
    expect(openai?.models.map((one) => one.model)).toEqual([model])
  })

  it('counts blocks of the last day, brakes that hold and workers that live', async () => {
    await newImage('failed', { errorCode: 'moderation_blocked', finishedAt: ago(60) })
    await newImage('failed', { errorCode: 'moderation_blocked', finishedAt: ago(25 * 60) })
    await db.moderationBrake.create({ data: { userId, until: ago(-5), blocks: 5 } })
    await db.moderationBrake.create({ data: { userId: await newUser(0), until: ago(5), blocks: 5 } })
    await db.worker.create({ data: { id: randomUUID(), heardAt: now } })
    await db.worker.create({ data: { id: randomUUID(), heardAt: ago(5) } })
    const view = await readOverview(now)
    expect(view.providers[0]?.models.find((one) => one.model === model)?.blocks).toBe(1)
    expect([view.braked, view.workers, view.troubled]).toEqual([1, 1, 0])
  })
})

describe('the queue', () => {
  it('counts by user and provider, the longest line first', async () => {
    const other = await newUser(100_000)
    await newImage('calling', { provider: 'openai' }, other)
    const line = [await newImage('queued', {}, other), await newImage('queued', { createdAt: ago(9) }, other)]
    await db.image.updateMany({ where: { id: { in: line } }, data: { state: 'waiting' } })
    await newImage('queued')
    await newImage('delivered')
    const { lines, total } = await readQueue('', now)
    expect(
      lines.map(({ userId: id, provider, waiting, queued, running }) => [
        id,
        provider,
        waiting,
        queued,
        running,
      ]),
    ).toEqual(
      expect.arrayContaining([
        [other, 'sandbox', 2, 0, 0],
        [other, 'openai', 0, 0, 1],
        [userId, 'sandbox', 0, 1, 0],
      ]),
    )
    expect(lines[0]).toMatchObject({ userId: other, provider: 'sandbox', oldestAt: ago(9).toISOString() })
    expect(total).toBe(3)
  })

  it('lists who is held back without anything in line, and no longer when it is over', async () => {
    await db.moderationBrake.create({ data: { userId, until: ago(-5), blocks: 5, level: 3 } })
    const brake = { until: ago(-5).toISOString(), blocks: 5, level: 3 }
    expect((await readQueue('', now)).lines).toMatchObject([{ userId, provider: null, waiting: 0, brake }])
    expect((await readQueue('', ago(-6))).lines).toEqual([])
  })

  it('finds by part of the address in any case, and by the id', async () => {
    for (const find of [email.slice(3, 20).toUpperCase(), userId]) {
      expect((await readQueue(find, now)).lines).toMatchObject([{ userId, email, weight: 1, provider: null }])
    }
    expect((await readQueue(randomUUID(), now)).lines).toEqual([])
  })
})

describe('images in trouble', () => {
  it('lists unfinished ones with why, the longest first, and leaves alone what goes well', async () => {
    const lease = { leaseUntil: ago(-1), startedAt: ago(1) }
    const slow = await newImage('queued', { queuedAt: ago(11), createdAt: ago(12) })
    const lost = await newImage('calling', { leaseUntil: ago(1), startedAt: ago(2) })
    const failed = await newImage('queued', { retryableFailures: 1, queuedAt: ago(0), startedAt: ago(3) })
    const dark = await newImage('calling', { ...lease, ambiguousCalls: 1 })
    await newImage('calling', lease)
    await newImage('queued', { queuedAt: ago(9), createdAt: ago(100) })
    await newImage('waiting', { createdAt: ago(1000) })
    await newImage('delivered', { ambiguousCalls: 1 })
    const { open, openTotal } = await readTrouble(now)
    expect(open.map(({ id, troubles }) => [id, troubles])).toEqual([
      [slow, ['slow']],
      [failed, ['failures']],
      [lost, ['lost']],
      [dark, ['ambiguous']],
    ])
    expect(openTotal).toBe(4)
    expect((await readOverview(now)).troubled).toBe(4)
  })

  it('lists what failed within a week for reasons that are ours, newest first', async () => {
    const old = await newImage('failed', { finishedAt: ago(6 * 24 * 60) })
    const fresh = await newImage('failed', { errorCode: 'request_refused' })
    await newImage('failed', { errorCode: 'moderation_blocked' })
    await newImage('failed', { finishedAt: ago(8 * 24 * 60) })
    const { failed, failedTotal } = await readTrouble(now)
    expect([failed.map(({ id }) => id), failedTotal]).toEqual([[fresh, old], 2])
  })

  it('tells every attempt in order, and nothing of the prompt', async () => {
    const id = await newImage('failed')
    await newAttempt(id, 2, 'ambiguous', ago(1))
    await newAttempt(id, 1, 'failed', ago(2))
    await newAttempt(id, 3, 'delivered', now)
    const { image } = await readOperatorImage(id, now)
    expect(image.attempts.map(({ fence, outcome }) => [fence, outcome])).toEqual([
      [1, 'failed'],
      [2, 'ambiguous'],
      [3, 'delivered'],
    ])
    expect(image.attempts[2]).toMatchObject({
      workerId: 'worker-1',
      requestId: 'req_3',
      costNanoUsd: '11000000',
    })
    expect(image).toMatchObject({ email, userId })
    expect(JSON.stringify(image)).not.toContain(newRequest().prompt)
  })

  it('tells what an image is made from by size and type, and nothing of what is on it', async () => {
    const id = await newImage('failed')
    const { jobId } = await db.image.findUniqueOrThrow({ where: { id }, select: { jobId: true } })
    const picture = await newUpload(userId, await plainPicture(96, 64, 'jpeg'))
    const mask = await newUpload(userId, await maskPicture(96, 64, (x) => (x < 9 ? 0 : 255)), 'mask')
    await db.jobInput.createMany({
      data: [
        { jobId, role: 'mask', position: 0, uploadId: mask.id },
        { jobId, role: 'image', position: 0, uploadId: picture.id },
      ],
    })
    const { image } = await readOperatorImage(id, now)
    const size = { width: 96, height: 64 }
    expect(image.inputs).toEqual([
      { role: 'image', mediaType: 'image/jpeg', ...size, sizeBytes: picture.bytes },
      { role: 'mask', mediaType: 'image/png', ...size, sizeBytes: mask.bytes },
    ])
  })
})

describe('possible costs', () => {
  it('come to the list price of every unanswered call in a day, in a month and ever', async () => {
    const id = await newImage('delivered')
    await newAttempt(id, 1, 'ambiguous', ago(60))
    await newAttempt(id, 2, 'ambiguous', ago(25 * 60))
    await newAttempt(id, 3, 'ambiguous', ago(31 * 24 * 60))
    await newAttempt(id, 4, 'delivered', ago(50))
    const { params, prompt } = newRequest()
    const found = findModel(model)
    const each = found ? listNanoUsd({ model: found, params, promptCharacters: prompt.length }) : 0n
    expect(each).toBeGreaterThan(0n)
    const sum = (count: number) => ({ count, nanoUsd: String(each * BigInt(count)) })
    expect(await readCosts(now)).toMatchObject({ day: sum(1), month: sum(2), all: sum(3) })
  })

  it('count the characters of a long prompt, each prompt by itself', async () => {
    const price = (promptCharacters: number) => {
      const found = findModel(model)
      return found ? listNanoUsd({ model: found, params: newRequest().params, promptCharacters }) : 0n
    }
    for (const length of [10, 3000]) {
      const job = await newJob(userId, { prompt: '画'.repeat(length) })
      await newAttempt(job.images[0]?.id ?? '', 1, 'ambiguous', ago(1))
    }
    expect(price(3000)).toBeGreaterThan(price(10))
    expect((await readCosts(now)).all).toEqual({ count: 2, nanoUsd: String(price(10) + price(3000)) })
    const { calls } = await listAmbiguous({ limit: 5 })
    expect(calls.map(({ nanoUsd }) => nanoUsd).sort()).toEqual(
      [String(price(10)), String(price(3000))].sort(),
    )
  })

  it('count what a picture was made from, and its mask', async () => {
    const picture = await newUpload(userId, await plainPicture(1024, 768))
    const mask = await newUpload(userId, await maskPicture(1024, 768, (x) => (x < 9 ? 0 : 255)), 'mask')
    const job = await newJob(userId, { inputs: [picture, picture], mask })
    await newAttempt(job.images[0]?.id ?? '', 1, 'ambiguous', ago(1))
    const { params, prompt } = newRequest()
    const found = findModel(model)
    if (!found) throw new Error('no model')
    const words = { model: found, params, promptCharacters: prompt.length }
    const nanoUsd = listNanoUsd({ ...words, inputs: [picture, picture], mask: true })
    expect(nanoUsd).toBeGreaterThan(listNanoUsd(words))
    expect((await readCosts(now)).all).toEqual({ count: 1, nanoUsd: String(nanoUsd) })
    const { calls } = await listAmbiguous({ limit: 5 })
    expect(calls.map((call) => call.nanoUsd)).toEqual([String(nanoUsd)])
  })

  it('count at the quote where the model has left the catalogue', async () => {
    const id = await newImage('failed')
    const { jobId } = await db.image.findUniqueOrThrow({ where: { id } })
    await db.job.update({ where: { id: jobId }, data: { model: 'gone', quoteCredits: 7 } })
    await newAttempt(id, 1, 'ambiguous', ago(1))
    expect((await readCosts(now)).all).toEqual({ count: 1, nanoUsd: '7000000' })
  })

  it('are listed newest first, page by page, several at one moment too', async () => {
    const id = await newImage('failed')
    for (const fence of [1, 2, 3, 4, 5]) await newAttempt(id, fence, 'ambiguous', ago(fence < 4 ? 2 : 1))
    const first = await listAmbiguous({ limit: 2 })
    const second = await listAmbiguous({ limit: 2, cursor: first.nextCursor ?? '' })
    const third = await listAmbiguous({ limit: 2, cursor: second.nextCursor ?? '' })
    const fences = [first, second, third].map(({ calls }) => calls.map(({ fence }) => fence))
    expect(fences).toEqual([[5, 4], [3, 2], [1]])
    expect(third.nextCursor).toBeNull()
    expect(first.calls[0]).toMatchObject({
      imageId: id,
      email,
      imageState: 'failed',
      errorCode: 'ECONNRESET',
    })
  })
})
