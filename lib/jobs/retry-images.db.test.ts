import { describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { readEvents } from '#lib/events/read-events.ts'
import { endImage } from './end-image.ts'
import { creditsOf, newJob, newRequest, newUser } from './job-fixtures.ts'
import { type RetryOptions, retryImages } from './retry-images.ts'
import type { JobView } from './view.ts'

const { quoteCredits } = newRequest()

/** A job whose images have ended as listed: `delivered`, or the code of a failure. */
async function endedJob(userId: string, ...ends: string[]): Promise<JobView> {
  const job = await newJob(userId, { n: ends.length })
  for (const [index, end] of ends.entries()) {
    const imageId = job.images[index]?.id ?? ''
    const data =
      end === 'delivered'
        ? ({ state: 'delivered', storageKey: 'attempts/x/1/original' } as const)
        : ({ state: 'failed', errorCode: end } as const)
    await db.$transaction((tx) =>
      endImage(tx, { imageId, jobId: job.id, userId, provider: 'sandbox', where: {}, data }),
    )
  }
  return job
}

function retry(userId: string, which: RetryOptions['which'], more: Partial<RetryOptions> = {}) {
  return retryImages({ userId, emailVerified: true, which, quoteCredits, ...more })
}

function jobsOf(userId: string): Promise<number> {
  return db.job.count({ where: { userId } })
}

describe('retryImages', () => {
  it('makes one new job of what failed, at today’s price, and says so on the old images', async () => {
    const userId = await newUser(10_000)
    const old = await endedJob(userId, 'delivered', 'no_answer', 'moderation_blocked', 'internal')
    const seen = (await readEvents(userId, 0n)).at(-1)?.seq ?? 0n
    const { job, from, created } = await retry(userId, { jobId: old.id })
    expect(created).toBe(true)
    expect(job).toMatchObject({
      model: old.model,
      prompt: old.prompt,
      params: old.params,
      n: 2,
      quoteCredits,
    })
    expect(from.images.map(({ retryJobId, canRetry }) => ({ retryJobId, canRetry }))).toEqual([
      { retryJobId: null, canRetry: false },
      { retryJobId: job.id, canRetry: false },
      { retryJobId: null, canRetry: false },
      { retryJobId: job.id, canRetry: false },
    ])
    expect((await creditsOf(userId)).held).toBe(2 * quoteCredits)
    expect(await audit()).toEqual([])
    const told = (await readEvents(userId, seen)).map(({ data }) => data)
    expect(told).toContainEqual({ jobId: old.id, imageId: old.images[1]?.id })
    expect(told).toContainEqual({ jobId: job.id })
  })

  it('is one job for two clicks, two tabs and twenty at once', async () => {
    const userId = await newUser(10_000)
    const old = await endedJob(userId, 'no_answer', 'internal')
    const answers = await Promise.all(Array.from({ length: 20 }, () => retry(userId, { jobId: old.id })))
    expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await jobsOf(userId)).toBe(2)
    const late = await retry(userId, { imageId: old.images[0]?.id ?? '' })
    expect(late).toMatchObject({ created: false, job: { id: answers[0]?.job.id } })
    expect((await creditsOf(userId)).held).toBe(2 * quoteCredits)
  })

  it('knows by its key what it made before, even where the mark on the images is missing', async () => {
    const userId = await newUser(10_000)
    const old = await endedJob(userId, 'no_answer', 'internal')
    const { job } = await retry(userId, { jobId: old.id })
    await db.image.updateMany({ where: { jobId: old.id }, data: { retryJobId: null } })
    expect(await retry(userId, { jobId: old.id })).toMatchObject({ created: false, job: { id: job.id } })
    expect(await jobsOf(userId)).toBe(2)
  })

  it('takes each image once when some are asked for alone and all together at the same time', async () => {
    const userId = await newUser(10_000)
    for (let round = 0; round < 5; round++) {
      const old = await endedJob(userId, 'no_answer', 'no_answer', 'no_answer')
      await Promise.all([
        retry(userId, { jobId: old.id }),
        ...old.images.map(({ id }) => retry(userId, { imageId: id })),
      ])
      const marks = await db.image.findMany({ where: { jobId: old.id }, select: { retryJobId: true } })
      const jobIds = new Set(marks.map(({ retryJobId }) => retryJobId ?? ''))
      const made = await db.job.findMany({ where: { id: { in: [...jobIds] } }, select: { n: true } })
      expect(made.reduce((sum, { n }) => sum + n, 0)).toBe(3)
    }
    // Each round: the old job's images, and as many once more.
    expect(await db.image.count({ where: { userId } })).toBe(5 * 6)
    expect(await audit()).toEqual([])
  })

  it('tries the failed images of a retry again, too', async () => {
    const userId = await newUser(10_000)
    const old = await endedJob(userId, 'internal')
    const { job: second } = await retry(userId, { jobId: old.id })
    const imageId = second.images[0]?.id ?? ''
    await db.$transaction((tx) =>
      endImage(tx, {
        imageId,
        jobId: second.id,
        userId,
        provider: 'sandbox',
        where: {},
        data: { state: 'failed', errorCode: 'no_answer' },
      }),
    )
    const third = await retry(userId, { imageId })
    expect(third).toMatchObject({ created: true, from: { id: second.id } })
    expect(await retry(userId, { jobId: old.id })).toMatchObject({ created: false, job: { id: second.id } })
  })

  it.each([
    ['was declined by the filter', 'moderation_blocked'],
    ['was refused', 'request_refused'],
    ['has lost its model', 'model_gone'],
    ['was delivered', 'delivered'],
  ])('does not repeat what %s', async (_what, end) => {
    const userId = await newUser(1000)
    const old = await endedJob(userId, end)
    for (const which of [{ jobId: old.id }, { imageId: old.images[0]?.id ?? '' }]) {
      await expect(retry(userId, which)).rejects.toMatchObject({ code: 'not_retryable' })
    }
    expect(await jobsOf(userId)).toBe(1)
  })

  it('does not touch what still runs', async () => {
    const userId = await newUser(1000)
    const running = await newJob(userId, { n: 2 })
    await expect(retry(userId, { jobId: running.id })).rejects.toMatchObject({ code: 'not_retryable' })
  })

  it('changes nothing when the price is another, credits are missing or the model is gone', async () => {
    const userId = await newUser(quoteCredits)
    const old = await endedJob(userId, 'no_answer')
    const which = { jobId: old.id }
    await expect(retry(userId, which, { quoteCredits: quoteCredits - 1 })).rejects.toMatchObject({
      code: 'quote_changed',
      details: { params: { quoteCredits } },
    })
    // A list without it means that the provider does not serve it.
    await db.providerState.create({ data: { provider: 'sandbox', modelsSeenAt: new Date() } })
    await expect(retry(userId, which)).rejects.toMatchObject({ code: 'model_unavailable' })
    await db.providerState.deleteMany()
    await newJob(userId)
    await expect(retry(userId, which)).rejects.toMatchObject({ code: 'insufficient_credits' })
    const image = await db.image.findFirst({ where: { jobId: old.id } })
    expect(image?.retryJobId).toBeNull()
    expect(await jobsOf(userId)).toBe(2)
  })

  it('is for its owner alone', async () => {
    const userId = await newUser(1000)
    const old = await endedJob(userId, 'no_answer')
    const stranger = await newUser(1000)
    for (const which of [
      { jobId: old.id },
      { imageId: old.images[0]?.id ?? '' },
      { jobId: crypto.randomUUID() },
    ]) {
      await expect(retry(stranger, which)).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})
