import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { formatCursor, parseCursor } from '#lib/http/time-cursor.ts'
import { readWaits } from './read-waits.ts'
import { type JobRow, jobSelect, serializeJob } from './serialize-job.ts'
import type { ImageView, JobView } from './view.ts'

export interface Page<Item> {
  items: Item[]
  /** Hand it back to get the page after this one; null at the end. */
  nextCursor: string | null
}

/** Jobs as they are told, with why what is in line is still there. */
async function viewJobs(rows: JobRow[]): Promise<JobView[]> {
  const waits = await readWaits(
    rows.flatMap(({ images }) => images),
    new Date(),
  )
  return rows.map((row) => serializeJob(row, waits))
}

async function viewJob(row: JobRow): Promise<JobView> {
  return serializeJob(row, await readWaits(row.images, new Date()))
}

/** A user's jobs, newest first. */
export async function listJobs(
  userId: string,
  options: { cursor?: string; limit: number },
): Promise<Page<JobView>> {
  const after = parseCursor(options.cursor)
  const rows = await db.job.findMany({
    where: {
      userId,
      ...(after && {
        createdAt: { lte: after.time },
        OR: [{ createdAt: { lt: after.time } }, { createdAt: after.time, id: { lt: after.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: options.limit + 1,
    select: jobSelect,
  })
  const items = rows.slice(0, options.limit)
  const last = items.at(-1)
  return {
    items: await viewJobs(items),
    nextCursor:
      rows.length > options.limit && last ? formatCursor({ time: last.createdAt, id: last.id }) : null,
  }
}

/** @throws AppError not_found, for somebody else's job too */
export async function getJob(userId: string, jobId: string): Promise<JobView> {
  const row = await db.job.findFirst({ where: { id: jobId, userId }, select: jobSelect })
  if (!row) throw new AppError('not_found')
  return viewJob(row)
}

/** @throws AppError not_found, for somebody else's image too */
export async function getImage(userId: string, imageId: string): Promise<{ image: ImageView; job: JobView }> {
  const row = await db.image.findFirst({
    where: { id: imageId, userId },
    select: { job: { select: jobSelect } },
  })
  const job = row && (await viewJob(row.job))
  const image = job?.images.find(({ id }) => id === imageId)
  if (!job || !image) throw new AppError('not_found')
  return { image, job }
}
