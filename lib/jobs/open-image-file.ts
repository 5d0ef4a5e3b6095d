import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { storage } from '#lib/storage/storage.ts'
import { partialKey } from './attempt-storage.ts'
import { paramsOf } from './params-of.ts'

export const fileVariantSchema = z.enum(['original', 'preview', 'partial-0', 'partial-1', 'partial-2'])

export interface ImageFile {
  stream: ReadableStream<Uint8Array>
  sizeBytes: number
  mediaType: string
  /** Changes whenever the bytes would: partial previews of a second attempt are other pictures. */
  etag: string
  /** For a download: model and date, with the ending of the format. */
  fileName: string
}

/**
 * Opens a picture for its owner. `preview` falls back to the original until the preview is made.
 * @throws AppError not_found when there is no such file, or it is somebody else's
 */
export async function openImageFile(
  userId: string,
  imageId: string,
  variant: z.infer<typeof fileVariantSchema>,
): Promise<ImageFile> {
  const image = await db.image.findFirst({
    where: { id: imageId, userId },
    select: {
      fence: true,
      partials: true,
      storageKey: true,
      previewKey: true,
      mediaType: true,
      createdAt: true,
      job: { select: { model: true, params: true } },
    },
  })
  if (!image) throw new AppError('not_found')

  const { storageKey, previewKey, mediaType } = image
  let file: { key: string; mediaType: string } | null = null
  if (variant === 'preview' && previewKey) file = { key: previewKey, mediaType: 'image/webp' }
  else if (variant === 'original' || variant === 'preview') {
    if (storageKey && mediaType) file = { key: storageKey, mediaType }
  } else {
    const index = Number(variant.slice(-1))
    const format = paramsOf(image.job.params).outputFormat ?? 'png'
    if (index < image.partials) {
      file = { key: partialKey(imageId, image.fence, index), mediaType: `image/${format}` }
    }
  }
  const opened = file && (await storage.open(file.key))
  if (!file || !opened) throw new AppError('not_found')
  const ending = file.mediaType.replace('image/', '').replace('jpeg', 'jpg')
  return {
    ...opened,
    mediaType: file.mediaType,
    etag: `"${imageId}-${image.fence}-${file.key === previewKey ? 'preview' : variant}"`,
    fileName: `huafang-${image.job.model}-${image.createdAt.toISOString().slice(0, 10)}-${imageId.slice(-6)}.${ending}`,
  }
}
