import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { BIN_DAYS } from '#lib/library/filters.ts'
import { newUser } from './job-fixtures.ts'
import { deliverFixture } from './picture-fixtures.ts'
import { readPicturePage } from './read-attempts.ts'
import { newUpload, plainPicture } from './upload-fixtures.ts'

let bytes: Uint8Array
let userId: string
beforeAll(async () => {
  bytes = await plainPicture(64, 48)
  userId = await newUser(100_000)
})

/** A delivered picture that was made from uploads, each taken from one of these pictures (null: from elsewhere). */
async function madeFrom(sources: readonly (string | null)[]): Promise<string> {
  const inputs = []
  for (const sourceImageId of sources) {
    const upload = await newUpload(userId, bytes)
    await db.upload.update({ where: { id: upload.id }, data: { sourceImageId } })
    inputs.push(upload)
  }
  const { imageId } = await deliverFixture(userId, bytes, { inputs })
  return imageId
}

it('leads from picture to picture back to the first', async () => {
  const { imageId: first } = await deliverFixture(userId, bytes)
  const second = await madeFrom([first])
  const third = await madeFrom([null, second, second])
  const page = await readPicturePage(userId, third)
  expect(page.job.inputs.map(({ sourceImageId }) => sourceImageId)).toEqual([null, second, second])
  expect(page.sources).toEqual([{ imageId: second, state: 'kept' }])
  expect((await readPicturePage(userId, second)).sources).toEqual([{ imageId: first, state: 'kept' }])
  expect((await readPicturePage(userId, first)).sources).toEqual([])
})

it('says what is in the bin and what is gone for good', async () => {
  const { imageId: binned } = await deliverFixture(userId, bytes)
  const { imageId: expired } = await deliverFixture(userId, bytes)
  const { imageId: purged } = await deliverFixture(userId, bytes)
  const made = await madeFrom([binned, expired, purged])
  const longAgo = new Date(Date.now() - (BIN_DAYS + 1) * 86_400_000)
  await db.picture.update({ where: { imageId: binned }, data: { deletedAt: new Date() } })
  await db.picture.update({ where: { imageId: expired }, data: { deletedAt: longAgo } })
  await db.picture.delete({ where: { imageId: purged } })
  expect((await readPicturePage(userId, made)).sources).toEqual([
    { imageId: binned, state: 'bin' },
    { imageId: expired, state: 'gone' },
    { imageId: purged, state: 'gone' },
  ])
})

it('names nobody else’s picture, nor one that never was', async () => {
  const { imageId: foreign } = await deliverFixture(await newUser(10_000), bytes)
  const made = await madeFrom([foreign, randomUUID()])
  expect((await readPicturePage(userId, made)).sources).toEqual([])
  await expect(readPicturePage(await newUser(0), made)).rejects.toMatchObject({ code: 'not_found' })
})

it('tells how closely a model kept to its inputs, where it has that choice', async () => {
  const upload = await newUpload(userId, bytes)
  const fidelity = async (model: string, inputFidelity?: 'low' | 'high') => {
    const params = inputFidelity ? { inputFidelity } : {}
    const { imageId } = await deliverFixture(userId, bytes, { model, inputs: [upload], params })
    return (await readPicturePage(userId, imageId)).inputFidelity
  }
  expect(await fidelity('gpt-image-1.5', 'high')).toBe('high')
  expect(await fidelity('gpt-image-1.5')).toBe('low')
  expect(await fidelity('gpt-image-2')).toBeNull()
  const { imageId } = await deliverFixture(userId, bytes, { model: 'gpt-image-1.5' })
  expect((await readPicturePage(userId, imageId)).inputFidelity).toBeNull()
})
