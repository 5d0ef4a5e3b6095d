import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { endingOf } from '#lib/images/ending-of.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey, uploadThumbnailKey } from '#lib/storage/upload-keys.ts'

export const uploadVariantSchema = z.enum(['picture', 'thumbnail'])

export interface UploadFile {
  stream: ReadableStream<Uint8Array>
  sizeBytes: number
  mediaType: string
  etag: string
  /** For a download; `plainName` is ASCII. */
  fileName: string
  plainName: string
}

/**
 * Opens an upload for its owner, as it is sent to providers, or small.
 * @throws AppError not_found when it is gone, or somebody else's
 */
export async function openUploadFile(
  userId: string,
  id: string,
  variant: z.infer<typeof uploadVariantSchema>,
): Promise<UploadFile> {
  const upload = await db.upload.findFirst({
    where: { id, userId },
    select: { name: true, mediaType: true },
  })
  const isPicture = variant === 'picture'
  const opened = upload && (await storage.open(isPicture ? uploadKey(id) : uploadThumbnailKey(id)))
  if (!opened) throw new AppError('not_found')
  const mediaType = isPicture ? upload.mediaType : 'image/webp'
  const ending = endingOf(mediaType)
  return {
    ...opened,
    mediaType,
    etag: `"${id}-${variant}"`,
    fileName: `${upload.name.replace(/\.[a-z0-9]{2,5}$/i, '')}.${ending}`,
    plainName: `upload-${id.slice(-6)}.${ending}`,
  }
}
