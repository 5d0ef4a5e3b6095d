import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { exportName } from '#lib/images/export-name.ts'
import { type ExportFormat, exportPicture } from '#lib/images/export-picture.ts'
import { storage } from '#lib/storage/storage.ts'
import { inExportTurn } from './export-turns.ts'
import { isGone } from './is-gone.ts'

export interface ExportedFile {
  bytes: Uint8Array
  mediaType: string
  fileName: string
  plainName: string
}

/**
 * Converts a picture for its owner, as they see it: with its unpainted parts put back where they were. The file says in its metadata that it is made by AI (docs/downloads.md); the original does
 * not change.
 * @param signal ends the wait for a turn when the browser has gone
 * @throws AppError not_found when there is no such picture, it is somebody else's, or its file is gone; too_many_requests when too
 *   many wait already
 */
export async function exportImageFile(
  userId: string,
  imageId: string,
  options: { format: ExportFormat; edgePx?: number },
  signal: AbortSignal,
): Promise<ExportedFile> {
  const image = await db.image.findFirst({
    where: { id: imageId, userId, state: 'delivered' },
    select: {
      state: true,
      storageKey: true,
      composedKey: true,
      picture: { select: { deletedAt: true } },
      createdAt: true,
      finishedAt: true,
      job: { select: { model: true, operation: true, prompt: true } },
    },
  })
  const storageKey = image?.storageKey
  if (!image || !storageKey || isGone(image)) throw new AppError('not_found')
  const { model, operation, prompt } = image.job
  const label = {
    imageId,
    model,
    producer: env.AIGC_PRODUCER,
    madeAt: image.finishedAt ?? image.createdAt,
    operation,
  }
  const bytes = await inExportTurn(userId, signal, async () => {
    const composed = image.composedKey && (await storage.get(image.composedKey))
    const picture = composed || (await storage.get(storageKey))
    if (!picture) throw new AppError('not_found')
    return exportPicture(picture, { ...options, label })
  })
  const mediaType = `image/${options.format}`
  return {
    bytes,
    mediaType,
    ...exportName({ model, prompt, imageId, madeAt: image.createdAt, mediaType }),
  }
}
