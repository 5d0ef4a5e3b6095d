import { db, Prisma } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { inBin } from './filters.ts'

/** At most so many are changed by one call. */
export const CHANGE_MAX = 1000

export interface Changed {
  /** How many are different now: not those that were so already, are gone or belong to somebody else. */
  changed: number
}

/** Changes a user's own pictures, and tells the user's other tabs. */
async function change(
  userId: string,
  ids: readonly string[],
  to: { set: Prisma.Sql; where: Prisma.Sql; folderId?: string | null },
): Promise<Changed> {
  return db.$transaction(async (tx) => {
    // First, because it takes the user's lock, and deliveries take that before they write pictures.
    await appendEvents(tx, userId, [{ type: 'pictures', data: {} }])
    if (to.folderId && (await tx.folder.count({ where: { id: to.folderId, userId } })) === 0) {
      throw new AppError('not_found')
    }
    const changed = await tx.$executeRaw`
      UPDATE pictures SET ${to.set} WHERE user_id = ${userId}::uuid AND image_id = ANY(${ids}::uuid[]) AND ${to.where}`
    return { changed }
  })
}

const shown = Prisma.sql`deleted_at IS NULL`

export function markFavourite(userId: string, ids: readonly string[], favourite: boolean): Promise<Changed> {
  const set = Prisma.sql`favourite = ${favourite}`
  return change(userId, ids, { set, where: Prisma.sql`${shown} AND favourite <> ${favourite}` })
}

/** @param folderId null: out of any folder. @throws AppError not_found when the folder is not the user's */
export function moveToFolder(
  userId: string,
  ids: readonly string[],
  folderId: string | null,
): Promise<Changed> {
  return change(userId, ids, {
    set: Prisma.sql`folder_id = ${folderId}::uuid`,
    where: Prisma.sql`${shown} AND folder_id IS DISTINCT FROM ${folderId}::uuid`,
    folderId,
  })
}

/** Into the bin. */
export function deletePictures(userId: string, ids: readonly string[]): Promise<Changed> {
  return change(userId, ids, { set: Prisma.sql`deleted_at = now()`, where: shown })
}

/** Out of the bin, into the folder where each was. */
export function restorePictures(userId: string, ids: readonly string[]): Promise<Changed> {
  return change(userId, ids, { set: Prisma.sql`deleted_at = NULL`, where: inBin })
}

/**
 * Marks what is in the bin as due: from now on nobody can bring it back, and `removeDuePictures` removes it, if not at once then
 * at night.
 */
export function markDue(userId: string, ids: readonly string[]): Promise<Changed> {
  return change(userId, ids, { set: Prisma.sql`deleted_at = to_timestamp(0)`, where: inBin })
}

/** Marks all that a deleted user has as due, before its files are removed: a preview that is being made must not come after. */
export async function markDueOfUser(userId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE pictures SET deleted_at = to_timestamp(0)
    WHERE user_id = ${userId}::uuid AND deleted_at IS DISTINCT FROM to_timestamp(0)`
}
