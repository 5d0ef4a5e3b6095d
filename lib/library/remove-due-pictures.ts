import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { BIN_DAYS } from './filters.ts'
import { removeImageFiles } from './remove-files.ts'

const BATCH = 100

/**
 * Removes for good what has been in the bin for 30 days, or was marked as due. Files go first and the row last: the row is what
 * remembers that there is something to remove, so a crash in between leaves no file that nobody knows of, and the next run goes on.
 * Nothing that is due can be seen, restored or given a preview (`indexPicture`), so nobody meets a picture without its file, and no
 * file comes after. The image's row stays, without anything of the picture: it was paid for.
 * @param userId only this user's
 * @returns how many were removed
 */
export async function removeDuePictures(userId?: string): Promise<number> {
  let removed = 0
  for (;;) {
    const ids = await findDue(userId)
    if (ids.length === 0) return removed
    await removeImageFiles(ids)
    // Pictures are locked before images, as where previews are made.
    const [{ count }] = await db.$transaction([
      db.picture.deleteMany({ where: { imageId: { in: ids } } }),
      db.image.updateMany({
        where: { id: { in: ids } },
        data: { previewKey: null, composedKey: null, placeholder: null, revisedPrompt: null },
      }),
    ])
    removed += count
  }
}

const rows = z.array(z.object({ id: z.string() }))

/** An hour after the last moment in which it could be restored, so that no restore is under way. */
async function findDue(userId: string | undefined): Promise<string[]> {
  const whose = userId ? Prisma.sql`user_id = ${userId}::uuid` : Prisma.sql`true`
  const found = await db.$queryRaw`
    SELECT image_id AS id FROM pictures
    WHERE deleted_at < now() - make_interval(days => ${BIN_DAYS}::integer, hours => 1) AND ${whose}
    ORDER BY deleted_at LIMIT ${BATCH}::integer`
  return rows.parse(found).map(({ id }) => id)
}
