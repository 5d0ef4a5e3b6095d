import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { readEvents } from '#lib/events/read-events.ts'
import { createJob } from './create-job.ts'
import { creditsOf, newJob, newRequest, newUser } from './job-fixtures.ts'

function create(userId: string, input: object) {
  return createJob({ userId, emailVerified: true, input: { ...newRequest(), ...input } })
}

async function counts(userId: string) {
  return {
    jobs: await db.job.count({ where: { userId } }),
    images: await db.image.count({ where: { userId } }),
  }
}

describe('createJob', () => {
  it('makes the job, a row for each image, the hold and the event together', async () => {
    const userId = await newUser(1000)
    const request = newRequest({ n: 4 })
    const { job, created } = await createJob({ userId, emailVerified: true, input: request })
    expect(created).toBe(true)
    expect(job).toMatchObject({
      state: 'queued',
      n: 4,
      quoteCredits: request.quoteCredits,
      prompt: request.prompt,
    })
    expect(job.images.map((image) => image.index)).toEqual([0, 1, 2, 3])
    const total = 4 * request.quoteCredits
    expect(await creditsOf(userId)).toEqual({ available: 1000 - total, held: total })
    expect((await readEvents(userId, 0n)).map((event) => event.type)).toContain('job')
    expect(await audit()).toEqual([])
  })

  it('lets only two of a user’s images wait in the engine', async () => {
    const userId = await newUser(1000)
    const job = await newJob(userId, { n: 5 })
    expect(job.images.map((image) => image.state).sort()).toEqual([
      'queued',
      'queued',
      'waiting',
      'waiting',
      'waiting',
    ])
    const entries = await db.$queryRaw<{ id: string }[]>`
      SELECT data ->> 'imageId' AS id FROM pgboss.job WHERE name = 'images.sandbox'`
    const queued = job.images.filter((image) => image.state === 'queued').map((image) => image.id)
    expect(entries.map((entry) => entry.id).filter((id) => queued.includes(id))).toHaveLength(2)
  })

  it('answers a double click, even twenty at once, with one job', async () => {
    const userId = await newUser(1000)
    const input = newRequest()
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => createJob({ userId, emailVerified: true, input })),
    )
    expect(new Set(answers.map(({ job }) => job.id)).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await counts(userId)).toEqual({ jobs: 1, images: 1 })
    expect((await creditsOf(userId)).held).toBe(input.quoteCredits)
  })

  it('refuses a used key with another request', async () => {
    const userId = await newUser(1000)
    const clientKey = randomUUID()
    await newJob(userId, { clientKey })
    const params = { ...newRequest().params, quality: 'high' }
    for (const other of [{ prompt: 'something else' }, { n: 2 }, { params }]) {
      await expect(create(userId, { clientKey, ...other })).rejects.toMatchObject({ code: 'key_reused' })
    }
  })

  it('refuses what was given on another user’s page, and takes what was given on this one’s or on none', async () => {
    const userId = await newUser(1000)
    const other = await newUser(1000)
    const clientKey = randomUUID()
    const refused = create(userId, { clientKey, userId: other })
    await expect(refused).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
    expect(await counts(userId)).toEqual({ jobs: 0, images: 0 })
    expect((await create(userId, { clientKey, userId })).created).toBe(true)
    expect((await create(userId, { clientKey })).created).toBe(false)
    expect(await counts(other)).toEqual({ jobs: 0, images: 0 })
  })

  it('does not take another user’s key for this user’s', async () => {
    const clientKey = randomUUID()
    const first = await newJob(await newUser(1000), { clientKey })
    const second = await newJob(await newUser(1000), { clientKey })
    expect(second.id).not.toBe(first.id)
  })

  it.each([
    ['an empty prompt', { prompt: '  ' }, 'prompt_empty'],
    ['an unknown model', { model: 'gpt-image-9' }, 'unknown_model'],
    ['eleven images', { n: 11 }, 'n_too_large'],
    ['a size that is not allowed', { params: { ...newRequest().params, size: '1000x1000' } }, 'not_multiple'],
  ])('refuses %s and leaves nothing behind', async (_what, input, code) => {
    const userId = await newUser(1000)
    await expect(create(userId, input)).rejects.toMatchObject({
      code: 'invalid_request',
      details: { problems: [expect.objectContaining({ code })] },
    })
    expect(await counts(userId)).toEqual({ jobs: 0, images: 0 })
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('asks again when the price is not the one that was shown', async () => {
    const userId = await newUser(1000)
    const { quoteCredits } = newRequest()
    await expect(create(userId, { quoteCredits: quoteCredits - 1 })).rejects.toMatchObject({
      code: 'quote_changed',
      details: { params: { quoteCredits } },
    })
  })

  it('says how many credits are missing, and keeps nothing of the job', async () => {
    const userId = await newUser(10)
    const request = newRequest({ n: 2 })
    const total = 2 * request.quoteCredits
    await expect(createJob({ userId, emailVerified: true, input: request })).rejects.toMatchObject({
      code: 'insufficient_credits',
      details: { params: { totalCredits: total, availableCredits: 10, missingCredits: total - 10 } },
    })
    expect(await counts(userId)).toEqual({ jobs: 0, images: 0 })
    expect(await creditsOf(userId)).toEqual({ available: 10, held: 0 })
  })

  it('spends the last credits once when many jobs want them at the same time', async () => {
    const { quoteCredits } = newRequest()
    const userId = await newUser(3 * quoteCredits)
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => newJob(userId)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3)
    expect(await creditsOf(userId)).toEqual({ available: 0, held: 3 * quoteCredits })
  })

  it('wants a verified mail address', async () => {
    const userId = await newUser(1000)
    await expect(createJob({ userId, emailVerified: false, input: newRequest() })).rejects.toMatchObject({
      code: 'mail_unverified',
    })
  })

  it('refuses a model that the provider does not list', async () => {
    const userId = await newUser(1000)
    await db.providerState.create({ data: { provider: 'sandbox', modelsSeenAt: new Date() } })
    await db.providerModel.create({
      data: { provider: 'sandbox', model: 'gpt-image-1.5', seenAt: new Date() },
    })
    await expect(newJob(userId, { model: 'gpt-image-2' })).rejects.toMatchObject({
      code: 'model_unavailable',
    })
    await expect(newJob(userId, { model: 'gpt-image-1.5' })).resolves.toMatchObject({ state: 'queued' })
  })
})
