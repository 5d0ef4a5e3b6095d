import { z } from 'zod'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { exportName } from '#lib/images/export-name.ts'
import { partialKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { isGone } from './is-gone.ts'

export const fileVariantSchema = z.enum([
  'original',
  'composed',
  'preview',
  'thumbnail',
  'partial-0',
  'partial-1',
  'partial-2',
])

export interface ImageFile {
  stream: ReadableStream<Uint8Array>
  sizeBytes: number
  mediaType: string
  /** Changes whenever the bytes would: partial previews of a second attempt are other pictures. */
  etag: string
  /** For a download; `plainName` is the same in ASCII. */
  fileName: string
  plainName: string
}

/**
 * Opens a picture for its owner, byte for byte as it is stored: provenance data that the provider has signed into an original
 * (C2PA) stays whole. `composed` is the picture with its unpainted parts put back, where there is one. `preview` falls back to the
 * picture until the preview is made, `thumbnail` to the preview.
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
      composedKey: true,
      mediaType: true,
      createdAt: true,
      state: true,
      picture: { select: { deletedAt: true } },
      job: { select: { model: true, params: true, prompt: true } },
    },
  })
  if (!image || isGone(image)) throw new AppError('not_found')

  const { storageKey, previewKey, composedKey, mediaType } = image
  const files: { variant: string; key: string; mediaType: string }[] = []
  if (variant.startsWith('partial-')) {
    const index = Number(variant.slice(-1))
    const format = paramsOf(image.job.params).outputFormat ?? 'png'
    if (index < image.partials) {
      files.push({ variant, key: partialKey(imageId, image.fence, index), mediaType: `image/${format}` })
    }
  } else {
    const webp = { mediaType: 'image/webp' }
    if (previewKey && variant === 'thumbnail') files.push({ variant, key: thumbnailKey(imageId), ...webp })
    const isSmall = variant === 'preview' || variant === 'thumbnail'
    if (previewKey && isSmall) files.push({ variant: 'preview', key: previewKey, ...webp })
    if (composedKey && variant !== 'original') {
      files.push({ variant: 'composed', key: composedKey, mediaType: 'image/png' })
    }
    if (storageKey && mediaType && variant !== 'composed') {
      files.push({ variant: 'original', key: storageKey, mediaType })
    }
  }
  const { file, opened } = await openFirst(files)
  const { model, prompt } = image.job
  return {
    ...opened,
    mediaType: file.mediaType,
    etag: `"${imageId}-${image.fence}-${file.variant}"`,
    ...exportName({ model, prompt, imageId, madeAt: image.createdAt, mediaType: file.mediaType }),
  }
}

/** @throws AppError not_found when none of them is there */
async function openFirst<File extends { key: string }>(files: readonly File[]) {
  for (const file of files) {
    const opened = await storage.open(file.key)
    if (opened) return { file, opened }
  }
  throw new AppError('not_found')
}
