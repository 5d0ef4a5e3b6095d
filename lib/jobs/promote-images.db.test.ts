import { beforeEach, describe, expect, it } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { cancelImages } from './cancel-images.ts'
import { claimImage } from './claim-image.ts'
import { failImage } from './fail-image.ts'
import { creditsOf, newJob, newUser } from './job-fixtures.ts'
import { putBackImage } from './put-back-image.ts'

const WAITING = 2

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM pgboss.job`
})

async function userOf(weight: number): Promise<string> {
  const userId = await newUser(100_000)
  await db.user.update({ where: { id: userId }, data: { weight } })
  return userId
}

async function counts(userId: string) {
  const rows = await db.$queryRaw<{ state: string; count: number }[]>`
    SELECT state::text, count(*)::int FROM images WHERE user_id = ${userId}::uuid GROUP BY state`
  const of = (state: string) => rows.find((row) => row.state === state)?.count ?? 0
  return { waiting: of('waiting'), queued: of('queued'), running: of('preparing') }
}

/** The entries that the engine would serve, in its order, by whose they are. */
async function line(): Promise<{ userId: string; imageId: string }[]> {
  return db.$queryRaw`
    SELECT images.user_id AS "userId", images.id AS "imageId"
    FROM pgboss.job entry JOIN images ON images.id = (entry.data ->> 'imageId')::uuid
    WHERE entry.name = 'images.sandbox' AND entry.state < 'active' AND images.state = 'queued'
    ORDER BY entry.priority DESC, entry.created_on`
}

/** What a worker does with the first in line. */
async function claimNext(userId: string) {
  const image = await db.image.findFirst({ where: { userId, state: 'queued' }, select: { id: true } })
  return image && claimImage(image.id, 'worker')
}

async function end(claim: NonNullable<Awaited<ReturnType<typeof claimImage>>>): Promise<void> {
  const failure = { code: 'internal' as const, params: {} }
  await failImage(claim, { state: 'failed', failure, outcome: 'failed' })
}

describe('the window', () => {
  it.each([1, 3])(
    'of a user of weight %i lets two wait, and runs as many as the cap, times the weight',
    async (weight) => {
      const userId = await userOf(weight)
      for (let made = 0; made < 4; made++) await newJob(userId, { n: 10 })
      const cap = env.PROVIDER_CONCURRENCY * weight
      expect(await counts(userId)).toEqual({
        waiting: 40 - WAITING * weight,
        queued: WAITING * weight,
        running: 0,
      })

      const claims = []
      for (let claim = await claimNext(userId); claim; claim = await claimNext(userId)) {
        claims.push(claim)
        const { queued, running } = await counts(userId)
        expect(queued).toBeLessThanOrEqual(WAITING * weight)
        expect(queued + running).toBeLessThanOrEqual(cap + WAITING * weight)
        if (running <= cap)
          expect(queued, `${running} running`).toBe(Math.min(WAITING * weight, 40 - running))
      }

      // The end of one lets the next in.
      const before = await counts(userId)
      const [first] = claims
      if (!first) throw new Error('nothing was claimed')
      await end(first)
      const after = await counts(userId)
      expect(after.waiting).toBe(Math.max(0, before.waiting - 1))
    },
  )

  it('has a gap filled as soon as one that waits in it is cancelled', async () => {
    const userId = await userOf(1)
    const job = await newJob(userId, { n: 5 })
    const queued = await db.image.findFirstOrThrow({ where: { userId, state: 'queued' } })
    await cancelImages(userId, { imageId: queued.id })
    expect(await counts(userId)).toEqual({ waiting: 2, queued: 2, running: 0 })
    await cancelImages(userId, { jobId: job.id })
    expect(await counts(userId)).toEqual({ waiting: 0, queued: 0, running: 0 })
    expect(await line()).toEqual([])
  })

  it('is filled by priority, then by age', async () => {
    const userId = await userOf(1)
    await newJob(userId, { n: 2 })
    const plain = await newJob(userId)
    const urgent = await newJob(userId)
    await db.image.updateMany({ where: { jobId: urgent.id }, data: { priority: 5 } })
    await claimNext(userId)
    const states = async () => [
      (await db.image.findFirstOrThrow({ where: { jobId: urgent.id } })).state,
      (await db.image.findFirstOrThrow({ where: { jobId: plain.id } })).state,
    ]
    expect(await states()).toEqual(['queued', 'waiting'])
    const claim = await claimNext(userId)
    expect(claim).not.toBeNull()
    expect(await states()).toContain('queued')
  })

  it('does not open for everything that waits out a failure', async () => {
    const userId = await userOf(1)
    for (let made = 0; made < 3; made++) await newJob(userId, { n: 10 })
    for (let failed = 0; failed < 12; failed++) {
      const image = await db.image.findFirst({
        where: { userId, state: 'queued', notBefore: null },
        select: { id: true },
      })
      const claim = image && (await claimImage(image.id, 'worker'))
      if (!claim) break
      await putBackImage(claim, { to: { laterSeconds: 60 }, outcome: 'failed', errorCode: 'server_error' })
    }
    // The one that was running when the window became full is the fifth.
    expect((await counts(userId)).queued).toBeLessThanOrEqual(2 * WAITING + 1)
  })

  it('of one provider takes nothing from another’s', async () => {
    const userId = await userOf(1)
    await newJob(userId, { n: 5 })
    await db.image.updateMany({ where: { userId }, data: { provider: 'openai' } })
    await newJob(userId, { n: 3 })
    const sandbox = await db.image.count({ where: { userId, provider: 'sandbox', state: 'queued' } })
    expect(sandbox).toBe(WAITING)
  })

  it('is never exceeded while jobs are made, cancelled, started and ended all at once', async () => {
    const userId = await userOf(1)
    const cap = env.PROVIDER_CONCURRENCY
    let over = 0
    let done = false
    async function watch(): Promise<void> {
      while (!done) {
        const { queued, running } = await counts(userId)
        if (queued > WAITING || queued + running > cap + WAITING) over += 1
      }
    }
    async function maker(): Promise<void> {
      for (let turn = 0; turn < 5; turn++) {
        const job = await newJob(userId, { n: 4 })
        if (turn % 2 === 0) await cancelImages(userId, { jobId: job.id })
      }
    }
    async function worker(): Promise<void> {
      while (!done) {
        const claim = await claimNext(userId)
        if (claim) await end(claim)
      }
    }
    const others = [watch(), worker(), worker(), worker()]
    await Promise.all([maker(), maker(), maker()])
    await expect
      .poll(() => db.image.count({ where: { userId, finishedAt: null } }), { timeout: 15_000 })
      .toBe(0)
    done = true
    await Promise.all(others)
    expect(over).toBe(0)
    expect(await creditsOf(userId)).toEqual({ available: 100_000, held: 0 })
    expect(await audit()).toEqual([])
  })

  it('gives each image one entry in the engine and no more', async () => {
    const userId = await userOf(1)
    await Promise.all(Array.from({ length: 6 }, () => newJob(userId, { n: 3 })))
    for (let turn = 0; turn < 18; turn++) {
      const claim = await claimNext(userId)
      if (claim) await end(claim)
    }
    const entries = await db.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM pgboss.job WHERE name = 'images.sandbox' GROUP BY data ->> 'imageId'`
    expect(entries).toHaveLength(18)
    expect(new Set(entries.map((entry) => entry.count))).toEqual(new Set([1]))
  })
})

it('puts a newcomer behind at most two images of each other user, however much they ordered', async () => {
  const studios = await Promise.all([userOf(1), userOf(1), userOf(1)])
  for (const studio of studios) for (let made = 0; made < 3; made++) await newJob(studio, { n: 10 })
  const newcomer = await userOf(1)
  const job = await newJob(newcomer)
  const inLine = await line()
  const place = inLine.findIndex((entry) => entry.imageId === job.images[0]?.id)
  const before = inLine.slice(0, place)
  for (const studio of studios) {
    expect(before.filter((entry) => entry.userId === studio)).toHaveLength(WAITING)
  }
  expect(before).toHaveLength(studios.length * WAITING)
})
