import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { markDue } from '#lib/library/change-pictures.ts'
import { noFilters } from '#lib/library/filters.ts'
import { listPictures } from '#lib/library/read-pictures.ts'
import { removeDuePictures } from '#lib/library/remove-due-pictures.ts'
import { removeImageFiles } from '#lib/library/remove-files.ts'
import { newPicture } from '#lib/library/test-library.ts'
import { previewKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { indexPictures } from './index-pictures.ts'
import { newUser } from './job-fixtures.ts'
import { makeImagePreview } from './make-image-preview.ts'
import { purgeDeletedUser } from './purge-deleted-users.ts'
import { runNightly } from './run-nightly.ts'

const old = new Date(Date.now() - 3_600_000)
let userId: string
let red: Uint8Array

beforeEach(async () => {
  await db.picture.deleteMany()
  userId = await newUser(0)
  red = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#dc143c' } })
    .png()
    .toBuffer()
})

async function found(q: string): Promise<string[]> {
  return (await listPictures(userId, { ...noFilters, q }, { limit: 60 })).pictures.map(({ id }) => id)
}
const colours = async (imageId: string) => (await db.picture.findUnique({ where: { imageId } }))?.colours

describe('making a preview', () => {
  it('lets the picture be found by words and colours', async () => {
    const id = await newPicture(userId, { prompt: '一只红色的狐狸', bytes: red, unindexed: true })
    expect(await found('狐狸')).toEqual([])
    await makeImagePreview(id)
    expect(await found('狐狸')).toEqual([id])
    expect(await colours(id)).toEqual(['red'])
    expect((await db.image.findUniqueOrThrow({ where: { id } })).previewKey).toBe(previewKey(id))
    await makeImagePreview(id)
    expect(await db.event.count({ where: { userId, type: 'image' } })).toBe(1)
  })

  it('leaves no file of a picture that was removed for good meanwhile', async () => {
    const id = await newPicture(userId, { bytes: red, unindexed: true })
    const put = storage.put
    storage.put = async (key, bytes) => {
      await put(key, bytes)
      if (key === previewKey(id)) await db.picture.delete({ where: { imageId: id } })
    }
    try {
      await makeImagePreview(id)
    } finally {
      storage.put = put
    }
    expect(await storage.get(previewKey(id))).toBeNull()
    expect(await storage.get(thumbnailKey(id))).toBeNull()
    expect((await db.image.findUniqueOrThrow({ where: { id } })).previewKey).toBeNull()
    await makeImagePreview(id)
    expect(await storage.get(previewKey(id))).toBeNull()
  })

  it('leaves no file beside one that is being removed for good', async () => {
    const id = await newPicture(userId, { bytes: red, unindexed: true, deletedAt: new Date() })
    const put = storage.put
    storage.put = async (key, bytes) => {
      if (key === previewKey(id)) {
        // The files have gone, the row has not.
        await markDue(userId, [id])
        await removeImageFiles([id])
      }
      await put(key, bytes)
    }
    try {
      await makeImagePreview(id)
    } finally {
      storage.put = put
    }
    expect(await storage.get(previewKey(id))).toBeNull()
    expect(await storage.get(thumbnailKey(id))).toBeNull()
    expect((await db.image.findUniqueOrThrow({ where: { id } })).previewKey).toBeNull()
    expect(await removeDuePictures(userId)).toBe(1)
  })

  it('takes away what a run that was killed had written of one that is gone', async () => {
    const id = await newPicture(userId, { bytes: red, unindexed: true })
    await storage.put(previewKey(id), red)
    await db.picture.delete({ where: { imageId: id } })
    await makeImagePreview(id)
    expect(await storage.get(previewKey(id))).toBeNull()
  })

  it('locks the picture before its image, as removing does', async () => {
    const id = await newPicture(userId, { bytes: red, deletedAt: new Date(0) })
    // Whoever makes a preview has the picture, and comes to the image next.
    const held = Promise.withResolvers<void>()
    const preview = db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT FROM pictures WHERE image_id = ${id}::uuid FOR UPDATE`
      await held.promise
      await tx.$executeRaw`UPDATE images SET placeholder = 'x' WHERE id = ${id}::uuid`
    })
    const removing = removeDuePictures(userId)
    await expect
      .poll(
        () => db.$queryRaw`
          SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      )
      .toHaveLength(1)
    held.resolve()
    await preview
    expect(await removing).toBe(1)
  })

  it('marks all of a deleted user before their files go', async () => {
    const id = await newPicture(userId, { bytes: red })
    await db.job.updateMany({ where: { userId }, data: { finishedAt: old } })
    await db.user.update({ where: { id: userId }, data: { deletedAt: old } })
    const remove = storage.deleteFolder
    let isDue = false
    storage.deleteFolder = async (folder) => {
      const picture = await db.picture.findUnique({ where: { imageId: id } })
      isDue = picture?.deletedAt?.getTime() === 0
      await remove(folder)
    }
    try {
      await purgeDeletedUser(userId)
    } finally {
      storage.deleteFolder = remove
    }
    expect(isDue).toBe(true)
    expect(await db.picture.findUnique({ where: { imageId: id } })).toBeNull()
  })
})

describe('what was left out', () => {
  it('is looked at by one worker at a time, and by the night after that', async () => {
    const ids: string[] = []
    for (let made = 0; made < 3; made++) {
      ids.push(await newPicture(userId, { bytes: red, unindexed: true, madeAt: old }))
    }
    const put = storage.put
    const held = Promise.withResolvers<void>()
    const puts: string[] = []
    storage.put = async (key, bytes) => {
      // The first of the two files of each.
      if (ids.some((id) => key === thumbnailKey(id))) puts.push(key)
      await held.promise
      await put(key, bytes)
    }
    try {
      const first = indexPictures(2)
      await expect.poll(() => puts).toHaveLength(1)
      expect(await indexPictures(2)).toBe(0)
      const night = indexPictures(Number.POSITIVE_INFINITY, { waits: true })
      held.resolve()
      expect([await first, await night]).toEqual([2, 1])
    } finally {
      storage.put = put
    }
    expect(puts.toSorted()).toEqual(ids.map(thumbnailKey).toSorted())
  })

  it('is passed by when it cannot be indexed, or is due', async () => {
    const broken = { model: 'dall-e-3', unindexed: true, madeAt: old }
    for (let made = 0; made < 51; made++) await newPicture(userId, broken)
    await newPicture(userId, { unindexed: true, madeAt: old, deletedAt: new Date(0) })
    const later = new Date(old.getTime() + 1)
    const sound = await newPicture(userId, { prompt: 'sound', unindexed: true, madeAt: later })
    await db.$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$`
    await db.$executeRaw`
      CREATE TRIGGER refuse BEFORE UPDATE ON pictures FOR EACH ROW WHEN (OLD.model = 'dall-e-3') EXECUTE FUNCTION refuse()`
    try {
      expect(await indexPictures(Number.POSITIVE_INFINITY)).toBe(1)
    } finally {
      await db.$executeRaw`DROP FUNCTION refuse() CASCADE`
    }
    expect(await found('sound')).toEqual([sound])
  })

  it('is indexed: without a preview, with one from before, and without its file', async () => {
    const noPreview = await newPicture(userId, { prompt: 'first', bytes: red, unindexed: true, madeAt: old })
    const before = await newPicture(userId, { prompt: 'second', bytes: red, unindexed: true, madeAt: old })
    await db.image.update({ where: { id: before }, data: { previewKey: previewKey(before) } })
    const noFile = await newPicture(userId, { prompt: 'third', unindexed: true, madeAt: old })
    const fresh = await newPicture(userId, { prompt: 'fourth', bytes: red, unindexed: true })
    expect(await indexPictures(2)).toBe(2)
    expect(await indexPictures(100)).toBe(1)
    expect(await indexPictures(100)).toBe(0)
    expect([await found('first'), await found('second'), await found('third')]).toEqual([
      [noPreview],
      [before],
      [noFile],
    ])
    expect([await colours(noPreview), await colours(before), await colours(noFile)]).toEqual([
      ['red'],
      ['red'],
      [],
    ])
    // The engine still has this one.
    expect(await found('fourth')).toEqual([])
    expect(await colours(fresh)).toEqual([])
  })

  it('is done at night, together with the bin', async () => {
    const late = await newPicture(userId, { prompt: 'late', bytes: red, unindexed: true, madeAt: old })
    const due = await newPicture(userId, { bytes: red, deletedAt: new Date(Date.now() - 40 * 86_400_000) })
    await runNightly({ asked: true })
    expect(await found('late')).toEqual([])
    await runNightly({})
    expect(await found('late')).toEqual([late])
    expect(await db.picture.findUnique({ where: { imageId: due } })).toBeNull()
  })
})
