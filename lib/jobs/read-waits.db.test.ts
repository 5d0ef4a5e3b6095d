import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { readWaits } from './read-waits.ts'
import type { Wait } from './view.ts'

const now = new Date('2026-11-22T12:00:00Z')
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const before = (seconds: number) => after(-seconds)

interface Row {
  state?: 'waiting' | 'queued' | 'preparing' | 'calling'
  queuedAt?: Date
  priority?: number
  notBefore?: Date
  model?: string
  pauses?: number
}

beforeEach(async () => {
  await db.attempt.deleteMany()
  await db.image.deleteMany()
  await db.providerLimit.deleteMany()
  await db.providerState.deleteMany()
  await db.moderationBrake.deleteMany()
})

/** Images of a user as rows, in the order given. @returns their ids */
async function add(userId: string, ...rows: Row[]): Promise<string[]> {
  const { jobId } = await carrier(userId)
  const ids: string[] = []
  for (const { model = 'gpt-image-2', state = 'queued', queuedAt, ...row } of rows) {
    const { id } = await db.image.create({
      data: {
        ...row,
        jobId,
        userId,
        provider: 'sandbox',
        model,
        state,
        index: nextIndex++,
        queuedAt: state === 'waiting' ? null : (queuedAt ?? before(1)),
        createdAt: after(nextIndex),
      },
      select: { id: true },
    })
    ids.push(id)
  }
  return ids
}
let nextIndex = 100
const carriers = new Map<string, string>()
async function carrier(userId: string): Promise<{ jobId: string }> {
  let jobId = carriers.get(userId)
  if (!jobId) {
    jobId = (await newJob(userId)).id
    await db.image.deleteMany({ where: { jobId } })
    carriers.set(userId, jobId)
  }
  return { jobId }
}

async function waitsOf(ids: string[]): Promise<(Wait | undefined)[]> {
  const images = await db.image.findMany({ where: { id: { in: ids } } })
  const waits = await readWaits(images, now)
  return ids.map((id) => waits.get(id))
}

async function limit(model: string, pausedUntil: Date, pauseReason: string): Promise<void> {
  await db.providerLimit.create({ data: { provider: 'sandbox', model, places: 8, pausedUntil, pauseReason } })
}

describe('readWaits', () => {
  it('counts who is ahead in the line: by priority, then by age', async () => {
    const [me, other] = [await newUser(100), await newUser(100)]
    await add(other, { queuedAt: before(30) }, { queuedAt: before(20) }, { queuedAt: before(5) })
    const mine = await add(me, { queuedAt: before(10) }, { priority: 1, queuedAt: before(1) })
    expect(await waitsOf(mine)).toEqual([
      { reason: 'line', ahead: 3 },
      { reason: 'line', ahead: 0 },
    ])
  })

  it('says when only one’s own pictures are ahead, in the line and before it', async () => {
    const me = await newUser(100)
    const mine = await add(
      me,
      { state: 'calling' },
      { queuedAt: before(9) },
      { queuedAt: before(8) },
      { state: 'waiting' },
      { state: 'waiting', pauses: 1 },
      { state: 'waiting' },
    )
    expect(await waitsOf(mine)).toEqual([
      undefined,
      { reason: 'line', ahead: 0 },
      { reason: 'own', ahead: 1 },
      { reason: 'own', ahead: 3 },
      { reason: 'own', ahead: 5 },
      { reason: 'own', ahead: 4 },
    ])
  })

  it('does not count what cannot be served now', async () => {
    const [me, other] = [await newUser(100), await newUser(100)]
    await limit('gpt-image-1', after(60), 'rate_limit_exceeded')
    await add(
      other,
      { queuedAt: before(40), model: 'gpt-image-1' },
      { queuedAt: before(30), notBefore: after(5) },
      { queuedAt: before(20) },
    )
    const mine = await add(me, { queuedAt: before(10) })
    expect(await waitsOf(mine)).toEqual([{ reason: 'line', ahead: 1 }])
  })

  it('does not count what waits for another model, whose places are all taken', async () => {
    const [me, other] = [await newUser(100), await newUser(100)]
    await db.providerLimit.create({ data: { provider: 'sandbox', model: 'gpt-image-1', places: 2.9 } })
    await add(
      other,
      { state: 'calling', model: 'gpt-image-1' },
      { queuedAt: before(30), model: 'gpt-image-1' },
      { queuedAt: before(20) },
    )
    const mine = await add(me, { queuedAt: before(10) }, { queuedAt: before(9), model: 'gpt-image-1' })
    expect(await waitsOf(mine)).toEqual([
      { reason: 'line', ahead: 2 },
      { reason: 'line', ahead: 3 },
    ])
    await add(other, { state: 'preparing', model: 'gpt-image-1' })
    expect(await waitsOf(mine)).toEqual([
      { reason: 'line', ahead: 1 },
      { reason: 'line', ahead: 3 },
    ])
  })

  it('tells a pause, for the models that have one', async () => {
    const me = await newUser(100)
    await limit('gpt-image-1', after(60), 'rate_limit_exceeded')
    await limit('gpt-image-1.5', after(5), 'unreachable')
    await limit('gpt-image-2', before(1), 'rate_limit_exceeded')
    const mine = await add(
      me,
      { model: 'gpt-image-1', state: 'waiting' },
      { model: 'gpt-image-1.5' },
      { model: 'gpt-image-2' },
    )
    expect(await waitsOf(mine)).toEqual([
      { reason: 'paused', until: after(60).toISOString() },
      { reason: 'unreachable', until: after(5).toISOString() },
      { reason: 'line', ahead: 0 },
    ])
  })

  it('tells when a picture is tried again after a failure, or later because of a pause', async () => {
    const me = await newUser(100)
    const mine = await add(
      me,
      { notBefore: after(8) },
      { notBefore: before(1), queuedAt: before(3) },
      { notBefore: after(8), model: 'gpt-image-1' },
    )
    await limit('gpt-image-1', after(20), 'rate_limit_exceeded')
    expect(await waitsOf(mine)).toEqual([
      { reason: 'later', until: after(8).toISOString() },
      { reason: 'line', ahead: 0 },
      { reason: 'paused', until: after(20).toISOString() },
    ])
  })

  it('tells that the provider is stopped, whatever else holds', async () => {
    const me = await newUser(100)
    await db.providerState.create({ data: { provider: 'sandbox', stoppedAt: now } })
    await limit('gpt-image-2', after(60), 'rate_limit_exceeded')
    const mine = await add(me, {}, { state: 'waiting' }, { notBefore: after(8) }, { state: 'calling' })
    expect(await waitsOf(mine)).toEqual([
      { reason: 'stopped' },
      { reason: 'stopped' },
      { reason: 'stopped' },
      undefined,
    ])
  })

  it('tells of the brake where it holds pictures back, and not of a lifted one', async () => {
    const me = await newUser(100)
    const mine = await add(me, { queuedAt: before(9) }, { state: 'waiting' })
    await db.moderationBrake.create({ data: { userId: me, until: after(600), blocks: 5 } })
    expect(await waitsOf(mine)).toEqual([
      { reason: 'line', ahead: 0 },
      { reason: 'braked', until: after(600).toISOString() },
    ])
    await db.moderationBrake.update({ where: { userId: me }, data: { until: before(1), liftedAt: now } })
    expect((await waitsOf(mine))[1]).toEqual({ reason: 'own', ahead: 1 })
  })

  it('counts no further than a hundred, however long the line is', async () => {
    const [me, other] = [await newUser(100), await newUser(100)]
    const { jobId } = await carrier(other)
    await db.image.createMany({
      data: Array.from({ length: 1500 }, (_, index) => ({
        jobId,
        userId: other,
        provider: 'sandbox',
        model: 'gpt-image-2',
        state: 'queued' as const,
        index: 10_000 + index,
        queuedAt: before(3000 - index),
      })),
    })
    const rows: Row[] = [{ queuedAt: before(1600) }, { queuedAt: before(2950.5) }]
    const mine = await add(me, ...rows, ...Array.from({ length: 110 }, (): Row => ({ state: 'waiting' })))
    const waits = await waitsOf(mine)
    expect(waits.slice(0, 4)).toEqual([
      { reason: 'line', ahead: 100 },
      { reason: 'line', ahead: 50 },
      { reason: 'own', ahead: 2 },
      { reason: 'own', ahead: 3 },
    ])
    expect(waits.slice(-12)).toEqual(Array(12).fill({ reason: 'own', ahead: 100 }))
    const beyond = await add(me, { queuedAt: after(1) })
    expect(await waitsOf(beyond)).toEqual([{ reason: 'line', ahead: 100 }])
  })

  it('asks a handful of questions for two hundred images, and none for images that are not in line', async () => {
    const me = await newUser(100)
    const ids = await add(me, ...Array.from({ length: 200 }, (): Row => ({ state: 'waiting' })))
    const images = await db.image.findMany({ where: { id: { in: ids } } })
    const statements = vi.spyOn(pg.Client.prototype, 'query')
    expect((await readWaits(images, now)).size).toBe(200)
    expect(statements).toHaveBeenCalledTimes(4)
    await readWaits(
      images.map((image) => ({ ...image, state: 'delivered' as const })),
      now,
    )
    expect(statements).toHaveBeenCalledTimes(4)
    vi.restoreAllMocks()
  })

  it('says nothing of an image that has left the line meanwhile', async () => {
    const me = await newUser(100)
    const [id = ''] = await add(me, {})
    const images = await db.image.findMany({ where: { id } })
    await db.image.update({ where: { id }, data: { state: 'calling' } })
    expect((await readWaits(images, now)).get(id)).toBeUndefined()
    expect(await readWaits([{ ...images[0], id: randomUUID() } as (typeof images)[number]], now)).toEqual(
      new Map(),
    )
  })
})
