import { randomUUID } from 'node:crypto'
import { db } from '#lib/db.ts'
import type { ColourName } from '#lib/images/main-colours.ts'
import { originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { addPicture } from './add-picture.ts'
import { indexPicture } from './index-picture.ts'

/** What tests of the library begin with. */
export interface TestPicture {
  prompt?: string
  model?: string
  operation?: 'generate' | 'edit' | 'mask'
  madeAt?: Date
  width?: number
  height?: number
  colours?: ColourName[]
  favourite?: boolean
  folderId?: string
  deletedAt?: Date
  /** Stored as the original; without them there is no file. */
  bytes?: Uint8Array
  /** The last characters of its id, for two that end alike. */
  idEnd?: string
  /** Left as delivery leaves it: without words and colours. */
  unindexed?: boolean
}

/** A delivered picture as its rows stand, without the job's way there. @returns its id */
export async function newPicture(userId: string, picture: TestPicture = {}): Promise<string> {
  const { prompt = 'a fox', model = 'gpt-image-2', operation = 'generate', madeAt = new Date() } = picture
  const { width = 1024, height = 1024, colours = [], bytes, unindexed, idEnd = '', ...marks } = picture
  const imageId = randomUUID().slice(0, 36 - idEnd.length) + idEnd
  const storageKey = originalKey(imageId, 1)
  if (bytes) await storage.put(storageKey, bytes)
  const ended = { createdAt: new Date(madeAt.getTime() - 5000), finishedAt: madeAt }
  await db.$transaction(async (tx) => {
    const params = { size: `${width}x${height}`, quality: 'low', partialImages: 0 }
    const asked = { provider: 'sandbox', model, userId }
    const job = await tx.job.create({
      data: {
        ...{ ...asked, ...ended, clientKey: randomUUID(), operation, prompt, params, n: 1 },
        ...{ quoteCredits: 5, state: 'succeeded' },
      },
    })
    await tx.image.create({
      data: {
        ...{ ...asked, ...ended, id: imageId, jobId: job.id, index: 0, state: 'delivered', fence: 1 },
        ...{
          storageKey,
          mediaType: 'image/png',
          width,
          height,
          bytes: bytes?.byteLength ?? 1,
          costCredits: 5,
        },
      },
    })
    await addPicture(tx, { imageId, model, operation, width, height })
    if (!unindexed) await indexPicture(tx, { imageId, userId, prompt, colours })
    const { favourite = false, folderId = null, deletedAt = null } = marks
    await tx.picture.update({ where: { imageId }, data: { favourite, folderId, deletedAt } })
  })
  return imageId
}
