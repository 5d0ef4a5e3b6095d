import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { getImage } from '#lib/jobs/read-jobs.ts'
import { originalKey, partialKey, previewKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { deletePictures, markDue, markFavourite, moveToFolder, restorePictures } from './change-pictures.ts'
import { noFilters } from './filters.ts'
import { createFolder } from './folders.ts'
import { purgePictures } from './purge-pictures.ts'
import { listPictures } from './read-pictures.ts'
import { removeDuePictures } from './remove-due-pictures.ts'
import { newPicture } from './test-library.ts'

const DAY_MS = 86_400_000
let userId: string
let strangerId: string
let mine: string[]
let theirs: string

beforeEach(async () => {
  userId = await newUser(0)
  strangerId = await newUser(0)
  mine = await Promise.all([1, 2, 3].map(() => newPicture(userId)))
  theirs = await newPicture(strangerId)
})

const row = (imageId: string) => db.picture.findUnique({ where: { imageId }, omit: { userId: true } })
const shown = async () =>
  (await listPictures(userId, noFilters, { limit: 60 })).pictures.map(({ id }) => id).sort()
const inBin = async () =>
  (await listPictures(userId, { ...noFilters, bin: true }, { limit: 60 })).pictures.map(({ id }) => id).sort()

describe('every change', () => {
  it('says how many are different now, and does nothing to what is somebody else’s or nowhere', async () => {
    const before = await row(theirs)
    const folder = await createFolder(userId, 'mine')
    const ids = [...mine, theirs, randomUUID()]
    const [first = ''] = mine
    expect(await markFavourite(userId, [first], true)).toEqual({ changed: 1 })
    expect(await markFavourite(userId, ids, true)).toEqual({ changed: 2 })
    expect(await markFavourite(userId, ids, true)).toEqual({ changed: 0 })
    expect(await moveToFolder(userId, ids, folder.id)).toEqual({ changed: 3 })
    expect(await moveToFolder(userId, [first], null)).toEqual({ changed: 1 })
    expect(await restorePictures(userId, ids)).toEqual({ changed: 0 })
    expect(await markDue(userId, ids)).toEqual({ changed: 0 })
    expect(await deletePictures(userId, ids)).toEqual({ changed: 3 })
    expect(await deletePictures(userId, ids)).toEqual({ changed: 0 })
    expect(await markFavourite(userId, ids, false)).toEqual({ changed: 0 })
    expect(await purgePictures(userId, ids)).toEqual({ changed: 3 })
    expect(await row(theirs)).toEqual(before)
    expect(await shown()).toEqual([])
  })

  it('is told to the user’s other tabs, and to nobody else’s', async () => {
    const events = (id: string) => db.event.count({ where: { userId: id, type: 'pictures' } })
    await markFavourite(userId, [...mine, theirs], true)
    expect(await events(userId)).toBe(1)
    expect(await events(strangerId)).toBe(0)
  })

  it('that comes twice at once, with the ids in another order, counts once', async () => {
    const calls = Array.from({ length: 8 }, (_, turn) =>
      deletePictures(userId, turn % 2 ? mine : mine.toReversed()),
    )
    const changed = (await Promise.all(calls)).reduce((sum, call) => sum + call.changed, 0)
    expect(changed).toBe(3)
    expect(await inBin()).toEqual(mine.toSorted())
  })
})

describe('moving', () => {
  it('puts nothing into a folder of somebody else', async () => {
    const folder = await createFolder(strangerId, 'theirs')
    await expect(moveToFolder(userId, mine, folder.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(moveToFolder(userId, mine, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    expect(await db.picture.count({ where: { folderId: folder.id } })).toBe(0)
  })
})

describe('the bin', () => {
  it('gives back what was deleted, as it was', async () => {
    const folder = await createFolder(userId, 'kept')
    const [first = ''] = mine
    await moveToFolder(userId, [first], folder.id)
    const before = await row(first)
    await deletePictures(userId, mine)
    expect(await shown()).toEqual([])
    expect((await getImage(userId, first)).image).toMatchObject({
      gone: false,
      deletedAt: expect.any(String),
    })
    expect(await restorePictures(userId, mine)).toEqual({ changed: 3 })
    expect(await row(first)).toEqual(before)
    expect(await shown()).toEqual(mine.toSorted())
    expect((await getImage(userId, first)).image).toMatchObject({ gone: false, deletedAt: null })
  })

  it('neither shows nor gives back what has been in it for thirty days', async () => {
    await db.picture.updateMany({
      where: { userId },
      data: { deletedAt: new Date(Date.now() - 30 * DAY_MS - 1) },
    })
    expect(await inBin()).toEqual([])
    expect(await restorePictures(userId, mine)).toEqual({ changed: 0 })
    expect((await getImage(userId, mine[0] ?? '')).image.gone).toBe(true)
  })
})

describe('removing for good', () => {
  const files = (imageId: string) => [
    originalKey(imageId, 1),
    originalKey(imageId, 2),
    partialKey(imageId, 1, 0),
    `attempts/${imageId}/2/answer.json`,
    previewKey(imageId),
    thumbnailKey(imageId),
  ]
  const present = async (imageId: string) =>
    (await Promise.all(files(imageId).map((key) => storage.get(key)))).filter((bytes) => bytes !== null)
      .length

  beforeEach(async () => {
    for (const imageId of [...mine, theirs]) {
      await Promise.all(files(imageId).map((key) => storage.put(key, new Uint8Array([1]))))
      await db.image.update({
        where: { id: imageId },
        data: {
          previewKey: previewKey(imageId),
          placeholder: 'data:image/webp;base64,AAAA',
          revisedPrompt: 'A fox in the snow',
        },
      })
    }
  })

  it('takes every file and the picture, and leaves the image’s row for the book', async () => {
    const [first = '', second = ''] = mine
    await deletePictures(userId, [first])
    expect(await purgePictures(userId, [first, second, theirs])).toEqual({ changed: 1 })
    expect(await Promise.all([first, second, theirs].map(present))).toEqual([0, 6, 6])
    expect(await row(first)).toBeNull()
    const { image } = await getImage(userId, first)
    expect(image).toMatchObject({
      state: 'delivered',
      costCredits: 5,
      gone: true,
      hasPreview: false,
      placeholder: null,
      revisedPrompt: null,
    })
    expect((await getImage(userId, second)).image.gone).toBe(false)
    expect(await shown()).toEqual([second, mine[2] ?? ''].sort())
  })

  it('comes to pictures of the bin after thirty days, and to no other', async () => {
    const [due = '', fresh = ''] = mine
    await db.picture.update({
      where: { imageId: due },
      data: { deletedAt: new Date(Date.now() - 30 * DAY_MS - 2 * 3_600_000) },
    })
    await db.picture.update({
      where: { imageId: fresh },
      data: { deletedAt: new Date(Date.now() - 30 * DAY_MS + 60_000) },
    })
    expect(await removeDuePictures()).toBe(1)
    expect(await removeDuePictures()).toBe(0)
    expect(await Promise.all(mine.map(present))).toEqual([0, 6, 6])
    expect(await inBin()).toEqual([fresh])
  })

  it('goes on where a crash left it: the files went, the row did not', async () => {
    const [first = ''] = mine
    await deletePictures(userId, [first])
    await markDue(userId, [first])
    await storage.delete(originalKey(first, 1))
    expect(await inBin()).toEqual([])
    expect(await restorePictures(userId, [first])).toEqual({ changed: 0 })
    expect(await removeDuePictures()).toBe(1)
    expect(await present(first)).toBe(0)
    expect(await row(first)).toBeNull()
  })

  it('goes on over more than one batch', async () => {
    const many = await newUser(0)
    const ids: string[] = []
    for (let made = 0; made < 105; made++) ids.push(await newPicture(many))
    await deletePictures(many, ids)
    expect(await purgePictures(many, ids)).toEqual({ changed: 105 })
    expect(await db.picture.count({ where: { userId: many } })).toBe(0)
  })
})
