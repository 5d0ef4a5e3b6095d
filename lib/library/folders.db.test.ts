import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { newUser } from '#lib/jobs/job-fixtures.ts'
import { createFolder, deleteFolder, FOLDERS_MAX, folderName, listFolders, renameFolder } from './folders.ts'
import { newPicture } from './test-library.ts'

let userId: string
beforeEach(async () => {
  userId = await newUser(0)
})
const names = async () => (await listFolders(userId)).map(({ name }) => name)
const taken = {
  code: 'invalid_request',
  details: { problems: [{ field: 'name', code: 'folder_name_taken' }] },
}

it('are listed by name, each with how many pictures it shows', async () => {
  const cats = await createFolder(userId, '猫')
  await createFolder(userId, 'Zebra 10')
  await createFolder(userId, 'Zebra 9')
  await newPicture(userId, { folderId: cats.id })
  await newPicture(userId, { folderId: cats.id, deletedAt: new Date() })
  const folders = await listFolders(userId)
  expect(folders.map(({ name }) => name).filter((name) => name !== '猫')).toEqual(['Zebra 9', 'Zebra 10'])
  expect(folders.find(({ id }) => id === cats.id)).toEqual({ ...cats, count: 1 })
})

it('have a name once, for each user', async () => {
  const first = await createFolder(userId, 'Foxes')
  const second = await createFolder(userId, 'Cats')
  await createFolder(await newUser(0), 'Foxes')
  await expect(createFolder(userId, 'Foxes')).rejects.toMatchObject(taken)
  await expect(renameFolder(userId, second.id, 'Foxes')).rejects.toMatchObject(taken)
  await renameFolder(userId, first.id, 'Foxes')
  await renameFolder(userId, first.id, 'Red foxes')
  expect((await names()).sort()).toEqual(['Cats', 'Red foxes'])
})

it('leave their pictures when they are deleted', async () => {
  const folder = await createFolder(userId, 'Foxes')
  const imageId = await newPicture(userId, { folderId: folder.id })
  await deleteFolder(userId, folder.id)
  expect(await db.picture.findUnique({ where: { imageId } })).toMatchObject({
    folderId: null,
    deletedAt: null,
  })
  expect(await names()).toEqual([])
})

it('are nobody else’s to change', async () => {
  const folder = await createFolder(userId, 'Foxes')
  const stranger = await newUser(0)
  for (const id of [folder.id, randomUUID()]) {
    await expect(renameFolder(stranger, id, 'Mine')).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteFolder(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await names()).toEqual(['Foxes'])
})

it('are five hundred at most, also when they are made at once', async () => {
  await db.folder.createMany({
    data: Array.from({ length: FOLDERS_MAX - 2 }, (_, index) => ({ userId, name: `f${index}` })),
  })
  // Else the first is done before the others have a connection.
  await Promise.all(Array.from({ length: 10 }, () => db.$queryRaw`SELECT pg_sleep(0.05)::text`))
  const made = await Promise.allSettled(
    Array.from({ length: 10 }, (_, index) => createFolder(userId, `new ${index}`)),
  )
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await db.folder.count({ where: { userId } })).toBe(FOLDERS_MAX)
})

describe('a name', () => {
  it.each([
    ['  Foxes ', 'Foxes'],
    [`O'Brien "the fox" \\ <b>`, `O'Brien "the fox" \\ <b>`],
    ['🦊', '🦊'],
    ['ملفات', 'ملفات'],
    ['🦊'.repeat(80), '🦊'.repeat(80)],
    ['e\u0301te\u0301', 'été'],
  ])('%j is kept as %j', async (given, kept) => {
    const name = folderName.parse(given)
    expect(name).toBe(kept)
    expect((await createFolder(userId, name)).name).toBe(kept)
    expect(await names()).toEqual([kept])
  })

  it.each(['', '   ', '\u200b\u200e', '🦊'.repeat(81), 'x'.repeat(81), 'x'.repeat(100_000)])(
    '%j is none',
    (given) => {
      expect(folderName.safeParse(given).success).toBe(false)
    },
  )
})
