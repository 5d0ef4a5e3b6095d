import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { createJob } from './create-job.ts'
import { creditsOf, newJob, newRequest, newUser } from './job-fixtures.ts'
import { type Brake, brakedUntil, noteBlock } from './moderation-brake.ts'
import { liftBrake } from './operator/user-actions.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const start = new Date('2026-11-22T12:00:00Z')

function after(ms: number, from = start): Date {
  return new Date(from.getTime() + ms)
}

/** Ends one image as blocked, at a time of our choosing, and tells the brake in the same transaction. */
async function block(userId: string, now: Date, errorCode = 'moderation_blocked'): Promise<Brake | null> {
  const row = { userId, provider: 'sandbox', model: 'gpt-image-2' }
  const job = await db.job.create({
    data: {
      ...row,
      clientKey: crypto.randomUUID(),
      operation: 'generate',
      prompt: 'a fox',
      params: {},
      n: 1,
      quoteCredits: 0,
      images: { create: { ...row, index: 0, state: 'calling' } },
    },
    select: { id: true, images: { select: { id: true } } },
  })
  const imageId = job.images[0]?.id ?? ''
  return db.$transaction(async (tx) => {
    await tx.image.update({ where: { id: imageId }, data: { state: 'failed', errorCode, finishedAt: now } })
    return noteBlock(tx, userId, now)
  })
}

async function blockTimes(userId: string, times: number, now: Date): Promise<Brake | null> {
  let brake: Brake | null = null
  for (let time = 0; time < times; time++) brake = (await block(userId, after(time, now))) ?? brake
  return brake
}

describe('the moderation brake', () => {
  it('begins with the fifth block within ten minutes', async () => {
    const userId = await newUser(0)
    expect(await blockTimes(userId, 4, start)).toBeNull()
    expect(await brakedUntil(userId, start)).toBeNull()
    const now = after(9 * MINUTE_MS)
    const until = after(10 * MINUTE_MS, now)
    expect(await block(userId, now)).toEqual({ userId, level: 1, blocks: 5, until })
    expect(await brakedUntil(userId, now)).toEqual(until)
    expect(await brakedUntil(userId, after(-1, until))).toEqual(until)
    expect(await brakedUntil(userId, until)).toBeNull()
  })

  it('never begins for who is blocked now and then, or fails otherwise', async () => {
    const userId = await newUser(0)
    for (let time = 0; time < 8; time++) {
      expect(await block(userId, after(time * 2.6 * MINUTE_MS))).toBeNull()
    }
    const other = await newUser(0)
    for (let time = 0; time < 6; time++) {
      expect(await block(other, after(time), time < 4 ? 'moderation_blocked' : 'no_answer')).toBeNull()
    }
  })

  it('lasts longer each time within a day: ten minutes, an hour, a day, a day', async () => {
    const userId = await newUser(0)
    let now = start
    const lasted: [number, number][] = []
    for (let time = 0; time < 4; time++) {
      const brake = await blockTimes(userId, 5, now)
      if (!brake) throw new Error('no brake')
      lasted.push([brake.level, (brake.until.getTime() - now.getTime() - 4) / MINUTE_MS])
      now = after(23 * HOUR_MS, brake.until)
    }
    expect(lasted).toEqual([
      [1, 10],
      [2, 60],
      [3, 24 * 60],
      [4, 24 * 60],
    ])
  })

  it('begins small again after a good day', async () => {
    const userId = await newUser(0)
    const first = await blockTimes(userId, 5, start)
    if (!first) throw new Error('no brake')
    const brake = await blockTimes(userId, 5, after(24 * HOUR_MS, first.until))
    expect(brake).toMatchObject({ level: 1 })
  })

  it('does not count what was under way when it began, neither then nor later', async () => {
    const userId = await newUser(0)
    const first = await blockTimes(userId, 5, start)
    if (!first) throw new Error('no brake')
    const late = after(-MINUTE_MS, first.until)
    expect(await blockTimes(userId, 6, late)).toBeNull()
    expect(await brakedUntil(userId, late)).toEqual(first.until)
    expect(await blockTimes(userId, 4, first.until)).toBeNull()
    expect(await block(userId, after(MINUTE_MS, first.until))).toMatchObject({ level: 2, blocks: 5 })
  })

  it('is one brake, however many blocks come at the same moment', async () => {
    const userId = await newUser(0)
    const now = new Date()
    const notes = await Promise.all(Array.from({ length: 24 }, () => block(userId, now)))
    const brakes = notes.filter((note) => note !== null)
    expect(brakes).toEqual([{ userId, level: 1, blocks: 5, until: new Date(now.getTime() + 10 * MINUTE_MS) }])
    expect(await db.moderationBrake.findMany({ where: { userId } })).toMatchObject([{ level: 1, blocks: 5 }])
  })

  it('ends when an operator lifts it, which forgives what was blocked before', async () => {
    const operatorId = await newUser(0)
    const userId = await newUser(0)
    await blockTimes(userId, 5, start)
    const lifted = after(MINUTE_MS)
    await liftBrake(operatorId, userId, lifted)
    expect(await brakedUntil(userId, lifted)).toBeNull()
    expect(await blockTimes(userId, 4, after(1, lifted))).toBeNull()
    const again = await block(userId, after(MINUTE_MS, lifted))
    expect(again).toMatchObject({ level: 1, blocks: 5 })
    expect(await db.moderationBrake.findUnique({ where: { userId } })).toMatchObject({ liftedAt: null })
  })

  it('is one user’s own', async () => {
    const [bad, good] = [await newUser(0), await newUser(1000)]
    await blockTimes(bad, 5, new Date())
    expect(await block(good, new Date())).toBeNull()
    expect((await newJob(good)).state).toBe('queued')
  })

  it('tells the operators of the third in a row', async () => {
    const operator = `${crypto.randomUUID()}@example.com`
    const user = { email: operator, emailNormalized: operator, passwordHash: 'none' }
    await db.user.create({ data: { ...user, role: 'operator' } })
    const letters = () => db.developmentMail.count({ where: { recipient: operator } })
    const userId = await newUser(0)
    const second = { startedAt: start, until: start, blocks: 5, level: 2 }
    await db.moderationBrake.create({ data: { userId, ...second, level: 1 } })
    await blockTimes(userId, 5, after(1))
    expect(await letters()).toBe(0)
    await db.moderationBrake.update({ where: { userId }, data: second })
    await blockTimes(userId, 5, after(HOUR_MS))
    expect(await letters()).toBe(1)
  })
})

describe('createJob while braked', () => {
  async function braked(leftMs: number) {
    const userId = await newUser(1000)
    const now = new Date()
    await db.moderationBrake.create({ data: { userId, until: after(leftMs, now), blocks: 5 } })
    return { userId, now }
  }

  it.each([
    [1, { hours: 0, minutes: 1 }, 1],
    [9.2 * MINUTE_MS, { hours: 0, minutes: 10 }, 552],
    [HOUR_MS, { hours: 0, minutes: 60 }, 3600],
    [24 * HOUR_MS - 1, { hours: 24, minutes: 0 }, 86_400],
  ])('refuses with %i ms left, and says how long', async (leftMs, params, retryAfterSeconds) => {
    const { userId, now } = await braked(leftMs)
    const job = createJob({ userId, emailVerified: true, input: newRequest(), now })
    await expect(job).rejects.toMatchObject({
      code: 'moderation_brake',
      status: 429,
      details: { params, retryAfterSeconds },
    })
    expect(await db.job.count({ where: { userId } })).toBe(0)
    expect(await creditsOf(userId)).toEqual({ available: 1000, held: 0 })
  })

  it('goes on when its time is over', async () => {
    const { userId, now } = await braked(5000)
    const input = newRequest()
    const job = await createJob({ userId, emailVerified: true, input, now: after(5000, now) })
    expect(job.created).toBe(true)
  })

  it('still answers with a job that was made before', async () => {
    const userId = await newUser(1000)
    const input = newRequest()
    const { job } = await createJob({ userId, emailVerified: true, input })
    await db.moderationBrake.create({ data: { userId, until: after(HOUR_MS, new Date()), blocks: 5 } })
    const again = await createJob({ userId, emailVerified: true, input })
    expect(again).toMatchObject({ created: false, job: { id: job.id } })
  })
})
