import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { AppError } from '#lib/http/app-error.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'
import { inFolder } from './incoming.ts'
import { findPicture } from './receive-upload.ts'
import { contentHashOf, findStored, type StoredUpload, storeUpload } from './store-upload.ts'

const proportion = z.number().positive().max(100_000)
const share = z.number().min(0).max(1).default(0.5)

export const fitSchema = z
  .strictObject({
    mode: z.enum(['crop', 'pad']),
    width: proportion,
    height: proportion,
    edgeMax: z.number().int().min(16).max(4096).optional(),
    x: share,
    y: share,
    transparent: z.boolean().default(false),
  })
  // No model takes more than 1:3, and a strip of pixels helps nobody.
  .refine(({ width, height }) => Math.max(width / height, height / width) <= 20, { path: ['width'] })

/**
 * Cuts or pads a picture to a proportion: another upload, always a PNG.
 * @throws AppError not_found when the picture is gone, or somebody else's
 */
export async function fitUpload(
  userId: string,
  id: string,
  fit: z.infer<typeof fitSchema>,
  signal: AbortSignal,
): Promise<StoredUpload> {
  const picture = await findPicture(userId, id)
  const contentHash = contentHashOf('fit', id, fit)
  const stored = await findStored(userId, contentHash)
  if (stored) return stored
  return inFolder(async (folder) => {
    const bytes = await storage.get(uploadKey(id))
    if (!bytes) throw new AppError('not_found')
    const source = path.join(/*turbopackIgnore: true*/ folder, 'sent')
    await writeFile(source, bytes)
    return storeUpload({
      ...{ userId, contentHash, folder, signal },
      name: picture.name,
      sentBytes: picture.bytes,
      sourceUploadId: id,
      // A cut of a picture of ours still comes from it, when the whole one is gone.
      ...(picture.sourceImageId && { sourceImageId: picture.sourceImageId }),
      task: { kind: 'fit', source, folder, ...fit },
    })
  })
}
