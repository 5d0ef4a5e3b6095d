import { beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { getImage, getJob, listJobs } from './read-jobs.ts'

interface ListOptions {
  cursor?: string
  limit: number
}

/** All pages, one after the other, with their sizes. */
async function readAll(
  list: (options: ListOptions) => Promise<{ items: { id: string }[]; nextCursor: string | null }>,
  limit: number,
) {
  const ids: string[] = []
  const sizes: number[] = []
  let cursor: string | undefined
  do {
    const page = await list({ limit, ...(cursor && { cursor }) })
    ids.push(...page.items.map((item) => item.id))
    sizes.push(page.items.length)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return { ids, sizes }
}

const sameMoment = new Date('2026-11-22T12:00:00.123Z')
let userId: string
let jobIds: string[]

beforeAll(async () => {
  userId = await newUser(100_000)
  for (let made = 0; made < 7; made++) await newJob(userId)
  const stranger = await newUser(1000)
  await newJob(stranger)
  // Five of the seven at the same moment, one before and one after: the order falls back to the id.
  const jobs = await db.job.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  const times = jobs.map(
    (_, index) => new Date(sameMoment.getTime() + (index === 0 ? -1000 : index === 1 ? 1000 : 0)),
  )
  for (const [index, job] of jobs.entries()) {
    await db.job.update({ where: { id: job.id }, data: { createdAt: times[index] } })
    await db.image.updateMany({
      where: { jobId: job.id },
      data: { state: 'delivered', storageKey: 'attempts/x/1/original', finishedAt: times[index] },
    })
  }
  const [oldest, newest, ...equal] = jobs
  const order = [newest, ...equal.reverse(), oldest]
  jobIds = order.map((job) => job?.id ?? '')
})

describe('listJobs', () => {
  const list = (options: ListOptions) => listJobs(userId, options)

  it.each([1, 2, 3, 6, 7, 60])('reads all, newest first, each once, in pages of %i', async (limit) => {
    const { ids, sizes } = await readAll(list, limit)
    expect(ids).toEqual(jobIds)
    expect(sizes.every((size) => size <= limit && size > 0)).toBe(true)
    expect(sizes).toHaveLength(Math.ceil(7 / limit))
  })

  it('is not shifted by what comes in between two pages', async () => {
    const first = await list({ limit: 3 })
    const job = await newJob(userId)
    await db.image.updateMany({
      where: { jobId: job.id },
      data: { state: 'delivered', storageKey: 'attempts/x/1/original', finishedAt: new Date() },
    })
    const rest = await readAll((options) => list({ cursor: first.nextCursor ?? '', ...options }), 3)
    expect([...first.items.map((item) => item.id), ...rest.ids]).toEqual(jobIds)
    await db.attempt.deleteMany({ where: { image: { jobId: job.id } } })
    await db.image.deleteMany({ where: { jobId: job.id } })
    await db.job.delete({ where: { id: job.id } })
  })

  it('shows nothing of one user to another who has the cursor', async () => {
    const { nextCursor } = await list({ limit: 2 })
    const stranger = await newUser(0)
    const cursor = nextCursor ?? ''
    expect(cursor).not.toBe('')
    expect(await listJobs(stranger, { cursor, limit: 10 })).toEqual({ items: [], nextCursor: null })
  })

  it.each([
    'garbage',
    '_',
    '2026-11-22T12:00:00.000Z',
    '2026-11-22T12:00:00.000Z_',
    '2026-11-22T12:00:00.000Z_not-a-uuid',
    'yesterday_019ab000-0000-7000-8000-000000000000',
    '2026-11-22T12:00:00.000Z_019ab000-0000-7000-8000-000000000000_more',
    '0000-01-01T00:00:00.000Z_019ab000-0000-7000-8000-000000000000',
    "'; DROP TABLE jobs; --_019ab000-0000-7000-8000-000000000000",
    '\0',
  ])('refuses the cursor %j with a clear error', async (cursor) => {
    await expect(list({ cursor, limit: 2 })).rejects.toMatchObject({
      code: 'invalid_request',
      details: { problems: [{ field: 'cursor', code: 'malformed' }] },
    })
  })
})

describe('one row', () => {
  it('is its owner’s only: a stranger’s and a missing one look the same', async () => {
    const stranger = await newUser(0)
    const [jobId = ''] = jobIds
    const { id: imageId } = await db.image.findFirstOrThrow({ where: { jobId } })
    const missing = crypto.randomUUID()
    expect((await getJob(userId, jobId)).id).toBe(jobId)
    expect((await getImage(userId, imageId)).image.id).toBe(imageId)
    for (const read of [
      () => getJob(stranger, jobId),
      () => getJob(userId, missing),
      () => getImage(stranger, imageId),
      () => getImage(userId, missing),
    ]) {
      await expect(read()).rejects.toMatchObject({ code: 'not_found' })
    }
  })
})
