import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { serializeUpload, uploadSelect } from './upload-view.ts'
import type { UploadView } from './view.ts'

const LIST_MAX = 60
/** A form asks whenever it is opened; the row is written no more often than this. */
const TOUCH_AGAIN_MS = 3_600_000

/** A user's pictures that were used or asked for last. */
export async function listUploads(userId: string): Promise<UploadView[]> {
  const rows = await db.upload.findMany({
    where: { userId, kind: 'picture' },
    orderBy: [{ usedAt: 'desc' }, { id: 'desc' }],
    take: LIST_MAX,
    select: uploadSelect,
  })
  const kept = await keptIds(rows.map(({ id }) => id))
  return rows.map((row) => serializeUpload(row, { kept: kept.has(row.id) }))
}

/**
 * One upload, for a form that holds it: to be asked for keeps it for some more days.
 * @throws AppError not_found when it is gone, or somebody else's
 */
export async function getUpload(userId: string, id: string, now: Date = new Date()): Promise<UploadView> {
  await db.upload.updateMany({
    where: { id, userId, usedAt: { lt: new Date(now.getTime() - TOUCH_AGAIN_MS) } },
    data: { usedAt: now },
  })
  const row = await db.upload.findFirst({ where: { id, userId }, select: uploadSelect })
  if (!row) throw new AppError('not_found')
  return serializeUpload(row, { kept: (await keptIds([id])).has(id) })
}

/** Those from which a job works. */
export async function keptIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.jobInput.findMany({
    where: { uploadId: { in: [...ids] } },
    distinct: ['uploadId'],
    select: { uploadId: true },
  })
  return new Set(rows.map(({ uploadId }) => uploadId))
}
