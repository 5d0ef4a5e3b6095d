import sharp from 'sharp'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { noFilters } from '#lib/library/filters.ts'
import { listPictures } from '#lib/library/read-pictures.ts'
import { newPicture } from '#lib/library/test-library.ts'
import { previewKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { indexPictures } from './index-pictures.ts'
import { newUser } from './job-fixtures.ts'
import { makeImagePreview } from './make-image-preview.ts'
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
    expect((await db.image.findUniqueOrThrow({ where: { id } })).previewKey).toBeNull()
    await makeImagePreview(id)
    expect(await storage.get(previewKey(id))).toBeNull()
  })
})

describe('what was left out', () => {
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
