import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { UNUSED_BYTES_MAX, UNUSED_MAX } from '#lib/catalog/input-limits.ts'
import { db, Prisma } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { LineFullError } from '#lib/images/decode-line.ts'
import type { Decoded, DecodeTask } from '#lib/images/decoder/decode-task.ts'
import { decoders } from '#lib/images/decoders.ts'
import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadFolder, uploadKey, uploadThumbnailKey } from '#lib/storage/upload-keys.ts'
import { removeOldestUnused } from './purge-uploads.ts'
import { keptIds } from './read-uploads.ts'
import { serializeUpload, type UploadRow, uploadSelect } from './upload-view.ts'
import type { UploadView } from './view.ts'

/** What is to become an upload. */
export interface NewUpload {
  userId: string
  /** See `contentHashOf`. */
  contentHash: string
  name: string
  sentBytes: number
  sourceImageId?: string
  sourceUploadId?: string
  /** The file is in `folder`, where the results belong, too. */
  task: DecodeTask
  folder: string
  signal: AbortSignal
}

export interface StoredUpload {
  upload: UploadView
  /** It was not there before. */
  isNew: boolean
}

/** Of the bytes and of what is to be made of them. The number goes up when the same bytes shall become something else. */
export function contentHashOf(...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([1, ...parts]))
    .digest('hex')
}

/** The upload that is there already, kept for some more days by being asked for; null also when its file is lost. */
export async function findStored(userId: string, contentHash: string): Promise<StoredUpload | null> {
  const where = { userId, contentHash }
  const [row] = await db.upload.updateManyAndReturn({
    where,
    data: { usedAt: new Date() },
    select: uploadSelect,
  })
  if (!row) return null
  const file = await storage.openBlob(uploadKey(row.id), row.mediaType)
  return file?.size === row.bytes ? { upload: await viewOf(row), isNew: false } : null
}

/**
 * Has a file decoded and keeps what comes out: files first, then the row that tells of them.
 * @throws AppError that says what is wrong with the file; decoders_busy
 */
export async function storeUpload(upload: NewUpload): Promise<StoredUpload> {
  const decoded = await decode(upload)
  for (;;) {
    const id = randomUUID()
    await putFiles(id, upload)
    const row = await insert(id, upload, decoded)
    if (row) {
      await trimUnused(upload.userId)
      return { upload: serializeUpload(row, { kept: false }), isNew: true }
    }
    await storage.deleteFolder(uploadFolder(id))
    // The same came at the same instant, and was first; or its file was lost.
    const stored =
      (await findStored(upload.userId, upload.contentHash)) ?? (await restoreFiles(upload, decoded))
    if (stored) return stored
  }
}

async function putFiles(id: string, { folder }: NewUpload): Promise<void> {
  await storage.put(uploadKey(id), await readFile(path.join(/*turbopackIgnore: true*/ folder, 'picture')))
  await storage.put(
    uploadThumbnailKey(id),
    await readFile(path.join(/*turbopackIgnore: true*/ folder, 'thumbnail')),
  )
}

/** Jobs and forms name the upload whose file was lost, so it is the same one that gets it back. @returns null when it has gone */
async function restoreFiles(upload: NewUpload, decoded: Decoded): Promise<StoredUpload | null> {
  const { userId, contentHash } = upload
  const lost = await db.upload.findFirst({ where: { userId, contentHash }, select: { id: true } })
  if (!lost) return null
  await putFiles(lost.id, upload)
  const { mediaType, width, height, bytes, hasAlpha, placeholder } = decoded
  const [row] = await db.upload.updateManyAndReturn({
    where: lost,
    data: { mediaType, width, height, bytes, hasAlpha, placeholder },
    select: uploadSelect,
  })
  if (!row) {
    await storage.deleteFolder(uploadFolder(lost.id))
    return null
  }
  log.warn({ uploadId: lost.id }, 'the file of an upload was lost: stored again')
  return { upload: await viewOf(row), isNew: false }
}

/** What has been stored is stored, whatever becomes of this. */
async function trimUnused(userId: string): Promise<void> {
  const most = { count: UNUSED_MAX, bytes: UNUSED_BYTES_MAX }
  await removeOldestUnused(userId, most).catch((err: unknown) =>
    log.error({ err, userId }, 'could not remove unused uploads'),
  )
}

/** @throws AppError decoders_busy when there is no point in sending a file now */
export function checkRoom(userId: string): void {
  try {
    decoders.check(userId)
  } catch (error) {
    throw busyOf(error)
  }
}

async function decode({ userId, task, signal }: NewUpload): Promise<Decoded> {
  const answer = await decoders.decode(userId, task, signal).catch((error: unknown) => {
    throw signal.aborted ? new AppError('upload_cut_off') : busyOf(error)
  })
  if (answer.refused !== undefined) {
    throw new AppError(answer.refused, answer.params && { params: answer.params })
  }
  return answer
}

function busyOf(error: unknown): unknown {
  return error instanceof LineFullError ? new AppError('decoders_busy', { retryAfterSeconds: 5 }) : error
}

/** @returns null when the same is there already */
async function insert(id: string, upload: NewUpload, decoded: Decoded): Promise<UploadRow | null> {
  const { userId, contentHash, name, sentBytes, sourceImageId, sourceUploadId, task } = upload
  const { sent, mediaType, width, height, bytes, hasAlpha, placeholder } = decoded
  try {
    return await db.upload.create({
      data: {
        ...{ id, userId, contentHash, name, sentBytes, sourceImageId, sourceUploadId },
        kind: task.kind === 'mask' ? 'mask' : 'picture',
        sentMediaType: sent.mediaType,
        sentWidth: sent.width,
        sentHeight: sent.height,
        ...{ mediaType, width, height, bytes, hasAlpha, placeholder },
      },
      select: uploadSelect,
    })
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null
    throw error
  }
}

async function viewOf(row: UploadRow): Promise<UploadView> {
  return serializeUpload(row, { kept: (await keptIds([row.id])).has(row.id) })
}
