import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { clearPause, noteSuccess, pauseModel, setLimits, slowDown } from './provider-limits.ts'
import { admitCall, readRoom } from './provider-room.ts'
import { probeNow, reopenProvider, stopProvider } from './provider-stop.ts'

const provider = 'sandbox'
const model = 'gpt-image-2'
const now = new Date('2026-11-22T12:00:00Z')

function later(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

beforeEach(async () => {
  await db.image.deleteMany()
  await db.job.deleteMany()
  await db.providerLimit.deleteMany()
  await db.providerState.deleteMany()
})

function admit(at: Date, which = model): Promise<number> {
  return admitCall(db, { provider, model: which, imageId: randomUUID(), now: at })
}

function limits() {
  return db.providerLimit.findUniqueOrThrow({ where: { provider_model: { provider, model } } })
}

/** Images that are being prepared; each becomes a call when it is admitted. */
async function newImages(count: number): Promise<string[]> {
  const email = `${randomUUID()}@example.com`
  const user = await db.user.create({ data: { email, emailNormalized: email, passwordHash: 'none' } })
  const about = { userId: user.id, provider, model }
  const job = await db.job.create({
    data: {
      ...about,
      clientKey: randomUUID(),
      operation: 'generate',
      prompt: 'a fox',
      params: {},
      n: 10,
      quoteCredits: 1,
      images: {
        create: Array.from({ length: count }, (_, index) => ({
          ...about,
          index,
          state: 'preparing' as const,
          leaseUntil: later(15),
        })),
      },
    },
    select: { images: { select: { id: true } } },
  })
  return job.images.map(({ id }) => id)
}

/** As a worker does: the image is sent off, or the whole transaction is not. */
async function beginCall(imageId: string, at = now): Promise<boolean> {
  return db
    .$transaction(async (tx) => {
      await tx.image.update({ where: { id: imageId }, data: { state: 'calling' } })
      if ((await admitCall(tx, { provider, model, imageId, now: at })) > 0) throw new Error('closed')
      return true
    })
    .catch(() => false)
}

describe('places', () => {
  it('are never exceeded, however many workers ask at once', async () => {
    await setLimits(db, provider, model, { places: 3, ratePerMinute: null })
    const imageIds = await newImages(20)
    const begun = await Promise.all(imageIds.map((imageId) => beginCall(imageId)))
    expect(begun.filter(Boolean)).toHaveLength(3)
    expect(await readRoom(provider, now)).toMatchObject({ closedGroups: [model] })

    const ended = imageIds[begun.indexOf(true)] ?? ''
    await db.image.update({ where: { id: ended }, data: { state: 'queued' } })
    expect(await beginCall(imageIds[begun.indexOf(false)] ?? '')).toBe(true)
  })

  it('are as many as the settings say for a model that was never called', async () => {
    const imageIds = await newImages(env.PROVIDER_CONCURRENCY + 4)
    const begun = await Promise.all(imageIds.map((imageId) => beginCall(imageId)))
    expect(begun.filter(Boolean)).toHaveLength(env.PROVIDER_CONCURRENCY)
  })

  it('are never more than the settings say now, whatever was learned before', async () => {
    await pauseModel(provider, model, 0, 'none', now)
    await db.providerLimit.updateMany({ data: { places: 100 } })
    const imageIds = await newImages(env.PROVIDER_CONCURRENCY + 4)
    const begun = await Promise.all(imageIds.map((imageId) => beginCall(imageId)))
    expect(begun.filter(Boolean)).toHaveLength(env.PROVIDER_CONCURRENCY)
    expect(await readRoom(provider, now)).toMatchObject({ closedGroups: [model] })
  })

  it('of a lost worker are free when its lease is over', async () => {
    await setLimits(db, provider, model, { places: 1, ratePerMinute: null })
    const [first = '', second = ''] = await newImages(2)
    expect(await beginCall(first)).toBe(true)
    expect(await beginCall(second)).toBe(false)
    await db.image.update({ where: { id: first }, data: { leaseUntil: now } })
    expect(await beginCall(second)).toBe(true)
  })
})

describe('rate', () => {
  const admissions = z.array(z.object({ at: z.number(), waitMs: z.number() }))

  /** Asks at these seconds; answers the seconds of the calls that might leave. */
  async function simulate(rate: number, seconds: number[]): Promise<number[]> {
    await db.providerLimit.deleteMany()
    await setLimits(db, provider, model, { places: 500, ratePerMinute: rate })
    await db.providerLimit.updateMany({ data: { filledAt: now } })
    const rows = await db.$queryRaw`
      SELECT at, limit_admit(${provider}, ${model}, gen_random_uuid(), 500, NULL, ${now}::timestamptz + make_interval(secs => at)) AS "waitMs"
      FROM unnest(${seconds}::float8[]) WITH ORDINALITY AS list (at, position) ORDER BY position`
    return admissions
      .parse(rows)
      .filter(({ waitMs }) => waitMs === 0)
      .map(({ at }) => at)
  }

  function mostInAMinute(calls: number[]): number {
    return Math.max(0, ...calls.map((from) => calls.filter((at) => at >= from && at < from + 60).length))
  }

  it('is never exceeded in any minute, whatever comes when', async () => {
    const arrivals = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 300 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), arrivals, async (rate, gaps) => {
        let at = 0
        const seconds = gaps.map((gap) => {
          at += gap
          return at
        })
        expect(mostInAMinute(await simulate(rate, seconds))).toBeLessThanOrEqual(rate)
      }),
      { numRuns: 60 },
    )
  })

  it.each([1, 5, 50, 240])('of %i a minute is used to more than 95 %% where enough waits', async (rate) => {
    const seconds = Array.from({ length: 6000 }, (_, index) => index / 10)
    const calls = await simulate(rate, seconds)
    expect(calls.length).toBeGreaterThan(10 * rate * 0.95)
    expect(mostInAMinute(calls)).toBeLessThanOrEqual(rate)
  })

  it('tells how long until the next token', async () => {
    await setLimits(db, provider, model, { places: 8, ratePerMinute: 6 })
    await db.providerLimit.updateMany({ data: { filledAt: now } })
    expect(await admit(now)).toBe(0)
    expect(await admit(later(1))).toBe(9000)
    expect(await readRoom(provider, later(1))).toMatchObject({ closedGroups: [model], opensInMs: 9000 })
    expect(await admit(later(10))).toBe(0)
  })
})

describe('what the provider says', () => {
  it('in its headers becomes the limit, but never more than the operator set', async () => {
    expect(await admit(now)).toBe(0)
    await noteSuccess(provider, model, { perMinute: 50, remaining: 49 }, now)
    expect(await limits()).toMatchObject({ rateDeclared: 50, rate: 50 })
    await setLimits(db, provider, model, { places: null, ratePerMinute: 20 })
    expect(await limits()).toMatchObject({ rate: 20 })
    await noteSuccess(provider, model, { perMinute: 80, remaining: 70 }, now)
    expect(await limits()).toMatchObject({ rateDeclared: 80, rate: 20 })
  })

  it('does not fill the bucket faster than the settings allow', async () => {
    await setLimits(db, provider, model, { places: 500, ratePerMinute: null })
    await db.providerLimit.updateMany({ data: { filledAt: now } })
    await noteSuccess(provider, model, { perMinute: 300, remaining: 299 }, now)
    let calls = 0
    Object.assign(env, { PROVIDER_RATE_PER_MINUTE: 5 })
    try {
      for (let second = 0; second < 60; second++) {
        if ((await admit(later(second))) === 0) calls += 1
        await noteSuccess(provider, model, { perMinute: 300, remaining: 1 }, later(second))
      }
    } finally {
      Object.assign(env, { PROVIDER_RATE_PER_MINUTE: undefined })
    }
    expect(calls).toBe(5)
  })

  it('of what is left empties the bucket: somebody else uses the same account', async () => {
    await setLimits(db, provider, model, { places: 8, ratePerMinute: 60 })
    await db.providerLimit.updateMany({ data: { filledAt: now } })
    await noteSuccess(provider, model, { perMinute: 60, remaining: 0 }, now)
    expect(await admit(now)).toBe(1035)
  })

  it('by 429 slows the pace once for a burst, and success raises it again to what is allowed', async () => {
    await setLimits(db, provider, model, { places: 8, ratePerMinute: 60 })
    const refusal = { code: 'rate_limit_exceeded', seconds: 1, rateLimit: null }
    for (let call = 0; call < 5; call++) {
      await slowDown(provider, model, { ...refusal, calledAt: now }, later(1))
    }
    expect(await limits()).toMatchObject({ rate: 48, places: 8 })
    await slowDown(provider, model, { ...refusal, calledAt: later(5) }, later(6))
    expect((await limits()).rate).toBeCloseTo(38.4)
    for (let success = 0; success < 100; success++) await noteSuccess(provider, model, null, later(7))
    expect(await limits()).toMatchObject({ rate: 60, places: 8 })
  })

  it('by “slow down” halves the calls at once, down to one', async () => {
    await pauseModel(provider, model, 1, 'slow_down', now)
    const halve = async (turn: number) => {
      const refusal = { code: 'slow_down', seconds: 1, rateLimit: null, calledAt: later(turn) }
      await slowDown(provider, model, refusal, later(turn + 0.5))
      return (await limits()).places
    }
    const places = env.PROVIDER_CONCURRENCY
    expect(await halve(0)).toBe(Math.floor(places / 2))
    for (let turn = 1; turn < 6; turn++) await halve(turn)
    expect((await limits()).places).toBe(1)
    await noteSuccess(provider, model, null, later(9))
    expect((await limits()).places).toBe(2)
  })
})

describe('a pause', () => {
  it('closes one model of one provider for as long as it asked', async () => {
    await pauseModel(provider, model, 20, 'rate_limit_exceeded', now)
    expect(await admit(now)).toBe(20_000)
    expect(await readRoom(provider, later(5))).toMatchObject({ closedGroups: [model], opensInMs: 15_000 })
    expect(await admit(now, 'dall-e-3')).toBe(0)
    expect(await admit(later(20))).toBe(0)
    expect(await readRoom('openai', now)).toMatchObject({ closedGroups: [] })
  })

  it('is the longest of many that come at once, and can be ended', async () => {
    const seconds = Array.from({ length: 20 }, (_, index) => index + 1)
    await Promise.all(seconds.map((pause) => pauseModel(provider, model, pause, `for ${pause}`, now)))
    expect(await limits()).toMatchObject({ pausedUntil: later(20), pauseReason: 'for 20' })
    await clearPause(db, provider, model)
    expect(await admit(now)).toBe(0)
  })
})

describe('a stop', () => {
  it('closes all models but for one call at a time that finds out, more seldom each time', async () => {
    expect(await stopProvider(db, provider, 'insufficient_quota', now, now)).toBe(true)
    // Others that were under way.
    expect(await stopProvider(db, provider, 'insufficient_quota', now, later(1))).toBe(false)
    expect(await readRoom(provider, later(10))).toMatchObject({ opensInMs: 50_000 })
    expect((await readRoom(provider, later(10))).closedGroups).toEqual(
      expect.arrayContaining([model, 'dall-e-3']),
    )
    expect(await admit(later(10))).toBe(50_000)
    expect(await admit(later(10), 'dall-e-3')).toBe(50_000)

    expect(await readRoom(provider, later(61))).toMatchObject({ batch: 1 })
    const probes = await Promise.all(Array.from({ length: 8 }, () => admit(later(61))))
    expect(probes.filter((waitMs) => waitMs === 0)).toHaveLength(1)
    await stopProvider(db, provider, 'insufficient_quota', later(61), later(62))
    expect(await admit(later(62 + 119))).toBe(1000)
    expect(await admit(later(62 + 120))).toBe(0)
  })

  it('is over with the first success, or is tried at once when a person asks', async () => {
    await stopProvider(db, provider, 'insufficient_quota', now, now)
    await probeNow(db, provider, later(5))
    expect(await admit(later(5))).toBe(0)
    // One that was under way at the stop says nothing.
    expect(await reopenProvider(db, provider, now)).toBe(false)
    expect(await reopenProvider(db, provider, later(5))).toBe(true)
    expect(await reopenProvider(db, provider, later(5))).toBe(false)
    expect(await admit(later(6))).toBe(0)
    expect(await readRoom(provider, later(6))).toMatchObject({ batch: env.PROVIDER_CONCURRENCY })
  })

  it('leaves alone what another fault has written of a provider that was never stopped', async () => {
    await db.providerState.create({ data: { provider: 'openai', error: 'no list of models' } })
    expect(await reopenProvider(db, 'openai', now)).toBe(false)
    expect(await db.providerState.findUnique({ where: { provider: 'openai' } })).toMatchObject({
      error: 'no list of models',
    })
  })
})
