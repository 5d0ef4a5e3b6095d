import { randomUUID } from 'node:crypto'
import { utimesSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadFolder, uploadKey, uploadThumbnailKey } from '#lib/storage/upload-keys.ts'
import {
  removeOldestUnused,
  removeStrayFiles,
  removeUnusedUploads,
  removeUploadsOf,
} from './purge-uploads.ts'

const DAY_MS = 86_400_000
let userId: string

async function newUser(): Promise<string> {
  const email = `${randomUUID()}@example.com`
  return (await db.user.create({ data: { email, emailNormalized: email }, select: { id: true } })).id
}

beforeEach(async () => {
  userId = await newUser()
})

async function newUpload({ days = 0, used = false, of = userId, bytes = 1 } = {}): Promise<string> {
  const upload = await db.upload.create({
    data: {
      ...{ userId: of, kind: 'picture', contentHash: randomUUID(), name: 'cat.png' },
      ...{ sentMediaType: 'image/png', sentWidth: 1, sentHeight: 1, sentBytes: 1 },
      ...{ mediaType: 'image/png', width: 1, height: 1, bytes, hasAlpha: false, placeholder: '' },
      usedAt: new Date(Date.now() - days * DAY_MS),
    },
  })
  await storage.put(uploadKey(upload.id), new Uint8Array([1]))
  await storage.put(uploadThumbnailKey(upload.id), new Uint8Array([1]))
  if (used) await nameIn(await newJob(of), upload.id)
  return upload.id
}

async function newJob(of: string): Promise<string> {
  const data = {
    provider: 'sandbox',
    model: 'm',
    operation: 'edit',
    prompt: 'p',
    params: {},
    n: 1,
    quoteCredits: 1,
  }
  return (await db.job.create({ data: { ...data, userId: of, clientKey: randomUUID() } })).id
}

const nameIn = (jobId: string, uploadId: string) =>
  db.jobInput.create({ data: { jobId, uploadId, role: 'image', position: 0 } })

/** Those that are still there, by row and by file; a half is neither. */
async function left(ids: readonly string[]): Promise<string[]> {
  const rows = await db.upload.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
  const known = new Set(rows.map(({ id }) => id))
  for (const id of ids) {
    for (const key of [uploadKey(id), uploadThumbnailKey(id)]) {
      expect((await storage.get(key)) !== null, key).toBe(known.has(id))
    }
  }
  return ids.filter((id) => known.has(id))
}

it('takes away what nobody uses and nobody has asked for in days, with its files', async () => {
  const due = await newUpload({ days: UNUSED_DAYS + 0.01 })
  const recent = await newUpload({ days: UNUSED_DAYS - 0.01 })
  const used = await newUpload({ days: 400, used: true })
  expect(await removeUnusedUploads()).toBe(1)
  expect(await left([due, recent, used])).toEqual([recent, used])
  expect(await removeUnusedUploads()).toBe(0)
})

it('keeps what a job takes in that very moment', async () => {
  const taken = await newUpload({ days: 20 })
  const other = await newUpload({ days: 20 })
  const jobId = await newJob(userId)
  const removed = await db.$transaction(async (tx) => {
    await tx.jobInput.create({ data: { jobId, uploadId: taken, role: 'image', position: 0 } })
    return removeUnusedUploads()
  })
  expect(removed).toBe(1)
  expect(await left([taken, other])).toEqual([taken])
})

it('keeps so many of a user, those that were asked for last', async () => {
  const ids = await Promise.all([4, 3, 2, 1].map((days) => newUpload({ days })))
  const used = await newUpload({ days: 9, used: true })
  const others = await newUpload({ days: 9, of: await newUser() })
  expect(await removeOldestUnused(userId, { count: 2, bytes: 9 })).toBe(2)
  expect(await left([...ids, used, others])).toEqual([ids[2], ids[3], used, others])
})

it('keeps so many bytes of a user, and goes on where the files of one cannot be deleted', async () => {
  const ids = await Promise.all([4, 3, 2, 1].map((days) => newUpload({ days, bytes: 40 })))
  const used = await newUpload({ bytes: 900, used: true })
  const failing = vi.spyOn(storage, 'deleteFolder').mockRejectedValueOnce(new Error('the disk is away'))
  expect(await removeOldestUnused(userId, { count: 9, bytes: 100 })).toBe(2)
  expect(failing).toHaveBeenCalledTimes(2)
  failing.mockRestore()
  expect(await db.upload.count({ where: { id: { in: ids } } })).toBe(2)
  expect(await left([ids[2] ?? '', ids[3] ?? '', used])).toHaveLength(3)
})

it('takes away all of somebody whose jobs have let go of them', async () => {
  const used = await newUpload({ used: true })
  const unused = await newUpload()
  expect(await removeUploadsOf(userId)).toBe(1)
  expect(await left([used, unused])).toEqual([used])
  await db.jobInput.deleteMany({ where: { uploadId: used } })
  expect(await removeUploadsOf(userId)).toBe(1)
  expect(await left([used])).toEqual([])
})

it('takes away files that no row tells of, but none that has just been written', async () => {
  const known = await newUpload()
  const [stray, fresh] = [randomUUID(), randomUUID()]
  for (const id of [stray, fresh]) await storage.put(uploadKey(id), new Uint8Array([1]))
  const longAgo = new Date(Date.now() - DAY_MS)
  for (const id of [stray, known]) {
    utimesSync(path.join(env.DATA_DIR, 'files', uploadFolder(id)), longAgo, longAgo)
  }
  expect(await removeStrayFiles()).toBe(1)
  expect(await storage.get(uploadKey(stray))).toBeNull()
  expect(await storage.get(uploadKey(fresh))).not.toBeNull()
  expect(await left([known])).toEqual([known])
})
