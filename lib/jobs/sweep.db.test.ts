import { beforeEach, describe, expect, it, vi } from 'vitest'
import { audit } from '#lib/credits/audit.ts'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { release } from '#lib/credits/release.ts'
import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { pauseModel } from '#lib/queue/provider-limits.ts'
import { claimImage } from './claim-image.ts'
import { creditsOf, newJob, newUser } from './job-fixtures.ts'
import { sweep, sweepJobs } from './sweep.ts'

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM pgboss.job`
  await db.image.updateMany({
    where: { finishedAt: null },
    data: { state: 'cancelled', finishedAt: new Date() },
  })
  await sweepJobs()
  await db.providerLimit.deleteMany()
})

async function entriesOf(imageId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ state: string }[]>`
    SELECT state::text FROM pgboss.job WHERE data ->> 'imageId' = ${imageId} ORDER BY created_on`
  return rows.map(({ state }) => state)
}

async function newImages(n: number, model = 'gpt-image-2') {
  const userId = await newUser(10_000)
  const job = await newJob(userId, { n, model })
  return { userId, job, imageIds: job.images.map((image) => image.id) }
}

async function statesOf(userId: string): Promise<string[]> {
  const images = await db.image.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'asc' }, { index: 'asc' }],
  })
  return images.map((image) => image.state)
}

describe('an image in line', () => {
  it('without an entry gets one, once, however many sweep', async () => {
    const { imageIds } = await newImages(1)
    const [imageId = ''] = imageIds
    await db.$executeRaw`DELETE FROM pgboss.job`
    await Promise.all([sweep(), sweep(), sweep()])
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['created'])
  })

  it('whose entry the engine has given up gets a new one', async () => {
    const [imageId = ''] = (await newImages(1)).imageIds
    await db.$executeRaw`UPDATE pgboss.job SET state = 'failed', completed_on = now()`
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['failed', 'created'])
  })

  it('whose entry waits or is in hand is left alone', async () => {
    const [imageId = ''] = (await newImages(1)).imageIds
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['created'])
    await db.$executeRaw`UPDATE pgboss.job SET state = 'active', started_on = now()`
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['active'])
  })

  it('is not asked for again when it waits out a failure', async () => {
    const [imageId = ''] = (await newImages(1)).imageIds
    await db.image.update({ where: { id: imageId }, data: { notBefore: new Date(Date.now() + 60_000) } })
    await db.$executeRaw`UPDATE pgboss.job SET start_after = now() + interval '1 minute'`
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['created'])
  })
})

it('serves again soon what the engine has put off for long, though the image was not', async () => {
  const [imageId = ''] = (await newImages(1)).imageIds
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() + interval '1 minute'`
  await sweep()
  await sweep()
  expect(await entriesOf(imageId)).toEqual(['created', 'created'])
})

describe('an image in hand', () => {
  it('whose worker was lost gets an entry beside that of the dead', async () => {
    const [imageId = ''] = (await newImages(1)).imageIds
    await db.$executeRaw`UPDATE pgboss.job SET state = 'active', started_on = now()`
    await claimImage(imageId, 'worker-lost')
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['active'])
    await db.image.update({ where: { id: imageId }, data: { leaseUntil: new Date(0) } })
    await sweep()
    await sweep()
    expect(await entriesOf(imageId)).toEqual(['active', 'created'])
    // The engine finds out, too, that the first one's worker is gone.
    await db.$executeRaw`UPDATE pgboss.job SET state = 'retry' WHERE state = 'active'`
    await sweep()
    expect(await entriesOf(imageId)).toHaveLength(2)
    expect(await claimImage(imageId, 'worker-2')).toMatchObject({ fence: 2 })
  })
})

describe('a window', () => {
  it('that nobody filled is filled, of each user and provider', async () => {
    const users = [await newImages(4), await newImages(4)]
    for (const { imageIds } of users) {
      await db.image.updateMany({ where: { id: { in: imageIds } }, data: { state: 'waiting' } })
    }
    await db.$executeRaw`DELETE FROM pgboss.job`
    await sweep()
    for (const { userId } of users) {
      expect(await statesOf(userId)).toEqual(['queued', 'queued', 'waiting', 'waiting'])
    }
  })

  it('grows when its user’s weight does', async () => {
    const { userId } = await newImages(6)
    await db.user.update({ where: { id: userId }, data: { weight: 2 } })
    await sweep()
    expect((await statesOf(userId)).filter((state) => state === 'queued')).toHaveLength(2)
    await db.image.updateMany({ where: { userId, state: 'queued' }, data: { state: 'waiting' } })
    await sweep()
    expect((await statesOf(userId)).filter((state) => state === 'queued')).toHaveLength(4)
  })

  it('of a braked user stays as it is until the brake is over', async () => {
    const { userId } = await newImages(3)
    await db.image.updateMany({ where: { userId }, data: { state: 'waiting' } })
    const until = new Date(Date.now() + 60_000)
    await db.moderationBrake.create({ data: { userId, until, blocks: 5 } })
    await sweep()
    expect(await statesOf(userId)).toEqual(['waiting', 'waiting', 'waiting'])
    await db.moderationBrake.update({ where: { userId }, data: { until: new Date() } })
    await sweep()
    expect(await statesOf(userId)).toEqual(['queued', 'queued', 'waiting'])
  })

  it('lets other models pass what waits for a paused one', async () => {
    const { userId } = await newImages(5)
    await pauseModel('sandbox', 'gpt-image-2', 60, 'rate_limit_exceeded', new Date())
    await newJob(userId, { model: 'gpt-image-2.5-flare', n: 1 })
    expect(await statesOf(userId)).toEqual(['queued', 'queued', 'waiting', 'waiting', 'waiting', 'queued'])
  })
})

describe('sweepJobs', () => {
  it('ends a job whose images have all ended, and gives back what its hold still keeps', async () => {
    const error = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    const { userId, job, imageIds } = await newImages(2)
    const finishedAt = new Date()
    await db.image.updateMany({ where: { id: { in: imageIds } }, data: { state: 'cancelled', finishedAt } })
    await sweepJobs()
    expect(await db.job.findUnique({ where: { id: job.id } })).toMatchObject({ state: 'cancelled' })
    expect(await creditsOf(userId)).toEqual({ available: 10_000, held: 0 })
    expect(error).toHaveBeenCalledTimes(2)

    await sweepJobs()
    expect(error).toHaveBeenCalledTimes(2)
    expect(await audit()).toEqual([])
    vi.restoreAllMocks()
  })

  it('leaves alone a job that is not over, and one whose hold is', async () => {
    const error = vi.spyOn(log, 'error').mockImplementation(() => undefined)
    const { userId, job } = await newImages(1)
    await sweepJobs()
    expect(await creditsOf(userId)).toEqual({ available: 10_000 - job.quoteCredits, held: job.quoteCredits })
    await db.$transaction(async (tx) => {
      await lockWallet(tx, userId)
      await release(tx, { holdReference: `job:${job.id}`, amount: job.quoteCredits, key: job.id })
    })
    await db.image.updateMany({
      where: { jobId: job.id },
      data: { state: 'cancelled', finishedAt: new Date() },
    })
    await db.job.update({ where: { id: job.id }, data: { state: 'cancelled', finishedAt: new Date() } })
    await sweepJobs()
    expect(error).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
})
