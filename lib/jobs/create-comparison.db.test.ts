import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { createComparison, createComparisonSchema } from './create-comparison.ts'
import { creditsOf, newRequest, newUser } from './job-fixtures.ts'

const prompt = '一只狐狸在雪地里'

/** Three ways to paint one prompt, each at its right price. */
function newInput(clientKey: string = randomUUID()) {
  const ways = [
    newRequest({ model: 'gpt-image-2', params: { quality: 'low' } }),
    newRequest({ model: 'gpt-image-2', params: { quality: 'high' } }),
    newRequest({ model: 'gpt-image-2.5-flare', params: { quality: 'high' } }),
  ]
  const variants = ways.map(({ model, params, quoteCredits }) => ({ model, params, quoteCredits }))
  const pictures: { inputs: string[]; mask: string | null } = { inputs: [], mask: null }
  return { clientKey, prompt, n: 1, ...pictures, keepUnpainted: true, variants }
}

function totalOf(input: ReturnType<typeof newInput>): number {
  return input.variants.reduce((sum, { quoteCredits }) => sum + input.n * quoteCredits, 0)
}

function compare(userId: string, input: ReturnType<typeof newInput>) {
  return createComparison({ userId, emailVerified: true, input })
}

async function expectNothing(userId: string, credits: number) {
  expect(await db.job.count({ where: { userId } })).toBe(0)
  expect(await db.image.count({ where: { userId } })).toBe(0)
  expect(await creditsOf(userId)).toEqual({ available: credits, held: 0 })
}

describe('createComparison', () => {
  it('makes a job for each variant in their order, sharing one comparison, and holds for all', async () => {
    const userId = await newUser(5_000)
    const input = { ...newInput(), n: 2 }
    const { jobs, created } = await compare(userId, input)
    expect(created).toBe(true)
    expect(jobs.map(({ model, params, n }) => [model, params.quality, n])).toEqual([
      ['gpt-image-2', 'low', 2],
      ['gpt-image-2', 'high', 2],
      ['gpt-image-2.5-flare', 'high', 2],
    ])
    expect(new Set(jobs.map(({ comparisonId }) => comparisonId)).size).toBe(1)
    expect(jobs[0]?.comparisonId).toBeTruthy()
    expect((await creditsOf(userId)).held).toBe(totalOf(input))
    // The window is the user's, not the job's.
    const states = jobs.flatMap(({ images }) => images.map(({ state }) => state))
    expect(states.filter((state) => state === 'queued')).toHaveLength(2)
    expect(await audit()).toEqual([])
  })

  it('refuses what was given on another user’s page', async () => {
    const userId = await newUser(5_000)
    const input = newInput()
    const onPageOf = (pageUser: string) =>
      createComparison({
        userId,
        emailVerified: true,
        input: createComparisonSchema.parse({ ...input, userId: pageUser }),
      })
    await expect(onPageOf(randomUUID())).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
    await expectNothing(userId, 5_000)
    expect((await onPageOf(userId)).jobs).toHaveLength(3)
  })

  it('answers the same key with the same jobs, even ten times at once', async () => {
    const userId = await newUser(5_000)
    const input = newInput()
    const answers = await Promise.all(Array.from({ length: 10 }, () => compare(userId, input)))
    expect(new Set(answers.map(({ jobs }) => jobs.map(({ id }) => id).join())).size).toBe(1)
    expect(answers.filter(({ created }) => created)).toHaveLength(1)
    expect(await db.job.count({ where: { userId } })).toBe(3)
    expect((await creditsOf(userId)).held).toBe(totalOf(input))
  })

  it('refuses a used key with fewer, other or more variants', async () => {
    const userId = await newUser(5_000)
    const input = newInput()
    await compare(userId, input)
    const [first, second] = input.variants
    if (!first || !second) throw new Error('no variants')
    for (const variants of [
      [first, second],
      [second, first, first],
      [...input.variants, first],
    ]) {
      await expect(compare(userId, { ...input, variants })).rejects.toMatchObject({ code: 'key_reused' })
    }
  })

  it('makes nothing when the credits are short by one, and says how many are missing of the whole', async () => {
    const input = newInput()
    const total = totalOf(input)
    const userId = await newUser(total - 1)
    await expect(compare(userId, input)).rejects.toMatchObject({
      code: 'insufficient_credits',
      details: { params: { totalCredits: total, availableCredits: total - 1, missingCredits: 1 } },
    })
    await expectNothing(userId, total - 1)
  })

  it('makes nothing when one variant is wrong, and names it', async () => {
    const userId = await newUser(5_000)
    const input = newInput()
    const [first, second, third] = input.variants
    if (!first || !second || !third) throw new Error('no variants')
    await expect(
      compare(userId, { ...input, variants: [first, { ...second, model: 'gpt-image-9' }] }),
    ).rejects.toMatchObject({
      code: 'invalid_request',
      details: {
        params: { variant: 2 },
        problems: [expect.objectContaining({ field: 'variants.1.model', code: 'unknown_model' })],
      },
    })
    const dearer = { ...third, quoteCredits: third.quoteCredits - 1 }
    await expect(compare(userId, { ...input, variants: [first, second, dearer] })).rejects.toMatchObject({
      code: 'quote_changed',
      details: { params: { quoteCredits: third.quoteCredits, variant: 3 } },
    })
    await expectNothing(userId, 5_000)
  })

  it('keeps two users’ comparisons with one key apart', async () => {
    const input = newInput()
    const one = await compare(await newUser(5_000), input)
    const other = await compare(await newUser(5_000), input)
    expect(other.created).toBe(true)
    expect(other.jobs[0]?.comparisonId).not.toBe(one.jobs[0]?.comparisonId)
  })

  it('wants a verified mail address', async () => {
    const userId = await newUser(5_000)
    await expect(createComparison({ userId, emailVerified: false, input: newInput() })).rejects.toMatchObject(
      { code: 'mail_unverified' },
    )
  })
})
