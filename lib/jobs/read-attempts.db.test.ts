import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { BIN_DAYS } from '#lib/library/filters.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { deliverFixture } from './picture-fixtures.ts'
import { readAttempts, readPicturePage } from './read-attempts.ts'

let bytes: Buffer
let userId: string
beforeAll(async () => {
  bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  userId = await newUser(10_000)
})

it('tells every call from the first to the last, to the owner only', async () => {
  const { imageId } = await deliverFixture(userId, bytes)
  await db.attempt.create({
    data: {
      imageId,
      fence: 0,
      workerId: 'worker-1',
      outcome: 'failed',
      errorCode: 'server_error',
      finishedAt: new Date(),
    },
  })
  const attempts = await readAttempts(userId, imageId)
  expect(attempts.map(({ outcome, errorCode }) => [outcome, errorCode])).toEqual([
    ['failed', 'server_error'],
    ['delivered', null],
  ])
  expect(JSON.stringify(attempts)).not.toContain('worker-1')
  expect(await readAttempts(await newUser(0), imageId)).toEqual([])
})

it('tells where a picture is kept', async () => {
  const { imageId } = await deliverFixture(userId, bytes)
  const folder = await db.folder.create({ data: { userId, name: 'Boats' } })
  const deletedAt = new Date()
  await db.picture.update({
    where: { imageId },
    data: { favourite: true, folderId: folder.id, deletedAt },
  })
  const page = await readPicturePage(userId, imageId)
  expect(page).toMatchObject({
    image: { id: imageId, gone: false, deletedAt: deletedAt.toISOString() },
    favourite: true,
    folder: { id: folder.id, name: 'Boats' },
  })
  expect(Date.parse(page.keptUntil ?? '')).toBe(deletedAt.getTime() + BIN_DAYS * 86_400_000)
})

it('knows that a file was thrown away, and what was never there', async () => {
  const { imageId } = await deliverFixture(userId, bytes)
  await db.picture.delete({ where: { imageId } })
  expect(await readPicturePage(userId, imageId)).toMatchObject({ image: { gone: true } })
  const waiting = await newJob(userId)
  const [image] = waiting.images
  expect(await readPicturePage(userId, image?.id ?? '')).toMatchObject({ image: { gone: false } })
})

it('does not know somebody else’s picture', async () => {
  const { imageId } = await deliverFixture(userId, bytes)
  const stranger = await newUser(0)
  for (const id of [imageId, randomUUID()]) {
    await expect(readPicturePage(stranger, id)).rejects.toMatchObject({ code: 'not_found' })
  }
})
