import { z } from 'zod'
import { UNUSED_DAYS } from '#lib/catalog/input-limits.ts'
import { db, Prisma } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'
import { UPLOADS_FOLDER, uploadFolder } from '#lib/storage/upload-keys.ts'

const BATCH = 200
/** Its row is written within seconds after a file. */
const WITHOUT_ROW_MS = 3_600_000

/**
 * Removes uploads that no job works from and nobody has asked for in some days. Rows go first: a job that is made meanwhile either
 * finds the row and keeps it, or does not find it; a file that a crash leaves behind is found by `removeStrayFiles`.
 * @returns how many
 */
export async function removeUnusedUploads(): Promise<number> {
  const isDue = Prisma.sql`used_at < now() - make_interval(days => ${UNUSED_DAYS}::integer)`
  let removed = 0
  for (;;) {
    const count = await removeUnused(Prisma.sql`${isDue} ORDER BY used_at LIMIT ${BATCH}::integer`)
    if (count === 0) return removed
    removed += count
  }
}

/** All of one user's that no job works from. */
export async function removeUploadsOf(userId: string): Promise<number> {
  return removeUnused(Prisma.sql`user_id = ${userId}::uuid`)
}

/** Whoever sends more than may wait, by number or by bytes, loses those that were not asked for the longest. */
export async function removeOldestUnused(
  userId: string,
  most: { count: number; bytes: number },
): Promise<number> {
  return removeUnused(Prisma.sql`id IN (
    SELECT id FROM (
      SELECT id, row_number() OVER latest AS place, sum(bytes) OVER latest AS total FROM uploads
      WHERE user_id = ${userId}::uuid AND NOT EXISTS (SELECT FROM job_inputs WHERE upload_id = uploads.id)
      WINDOW latest AS (ORDER BY used_at DESC, id)
    ) AS ranked
    WHERE place > ${most.count}::integer OR total > ${most.bytes}::bigint
  )`)
}

const idsSchema = z.array(z.object({ id: z.string() }))

async function removeUnused(which: Prisma.Sql): Promise<number> {
  const rows = await deleteRows(which).catch((error: unknown) => {
    // A job that took one of them in that very moment has made the whole statement fail; now it is seen.
    if (isForeignKeyError(error)) return deleteRows(which)
    throw error
  })
  for (const { id } of rows) await deleteFiles(id)
  return rows.length
}

/** Those that cannot be deleted now are strays, and tried again by `removeStrayFiles`. */
async function deleteFiles(id: string): Promise<void> {
  await storage
    .deleteFolder(uploadFolder(id))
    .catch((err: unknown) => log.error({ err, uploadId: id }, 'could not delete the files of an upload'))
}

/** Skips those that a job is just taking. */
async function deleteRows(which: Prisma.Sql) {
  return idsSchema.parse(
    await db.$queryRaw`
      DELETE FROM uploads WHERE id IN (
        SELECT id FROM uploads
        WHERE NOT EXISTS (SELECT FROM job_inputs WHERE upload_id = uploads.id) AND ${which}
        FOR UPDATE SKIP LOCKED
      ) RETURNING id::text`,
  )
}

function isForeignKeyError(error: unknown): boolean {
  return (
    error instanceof Prisma.PrismaClientKnownRequestError && /23503|23001/.test(JSON.stringify(error.meta))
  )
}

/** Removes files that no row tells of: what a crash has left behind between a row and its files. @returns how many uploads' */
export async function removeStrayFiles(now: Date = new Date()): Promise<number> {
  const before = now.getTime() - WITHOUT_ROW_MS
  let removed = 0
  let batch: string[] = []
  const check = async () => {
    const rows = await db.upload.findMany({ where: { id: { in: batch } }, select: { id: true } })
    const known = new Set(rows.map(({ id }) => id))
    const strays = batch.filter((id) => !known.has(id))
    for (const id of strays) await deleteFiles(id)
    removed += strays.length
    batch = []
  }
  for await (const { name, changedAt } of storage.folders(UPLOADS_FOLDER)) {
    if (changedAt.getTime() < before && z.uuid().safeParse(name).success) batch.push(name)
    if (batch.length === BATCH) await check()
  }
  await check()
  return removed
}
