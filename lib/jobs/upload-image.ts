import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { exportName } from '#lib/images/export-name.ts'
import { storage } from '#lib/storage/storage.ts'
import { inFolder } from '#lib/uploads/incoming.ts'
import { contentHashOf, findStored, type StoredUpload, storeUpload } from '#lib/uploads/store-upload.ts'
import { isGone } from './is-gone.ts'

/**
 * Makes an input of a delivered picture, as its owner sees it.
 * @throws AppError not_found when it is gone, or somebody else's
 */
export async function uploadImage(
  userId: string,
  imageId: string,
  signal: AbortSignal,
): Promise<StoredUpload> {
  const image = await db.image.findFirst({
    where: { id: imageId, userId, state: 'delivered' },
    select: {
      state: true,
      storageKey: true,
      composedKey: true,
      mediaType: true,
      createdAt: true,
      picture: { select: { deletedAt: true } },
      job: { select: { model: true, prompt: true } },
    },
  })
  const key = image?.composedKey ?? image?.storageKey
  if (!image || !key || isGone(image)) throw new AppError('not_found')
  const contentHash = contentHashOf('image', imageId, key)
  const stored = await findStored(userId, contentHash)
  if (stored) return stored
  return inFolder(async (folder) => {
    const bytes = await storage.get(key)
    if (!bytes) throw new AppError('not_found')
    const source = path.join(/*turbopackIgnore: true*/ folder, 'sent')
    await writeFile(source, bytes)
    const { createdAt: madeAt, mediaType, job } = image
    const ending = key === image.storageKey && mediaType ? mediaType : 'image/png'
    return storeUpload({
      ...{ userId, contentHash, folder, signal },
      name: exportName({ ...job, imageId, madeAt, mediaType: ending }).fileName,
      sentBytes: bytes.byteLength,
      sourceImageId: imageId,
      task: { kind: 'picture', source, folder },
    })
  })
}
