import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { FolderView } from './view.ts'

export const FOLDERS_MAX = 500
const NAME_MAX = 80

/** Trimmed, 1 to 80 characters as people count them, at least one of which can be seen. */
export const folderName = z
  .string()
  .max(NAME_MAX * 8)
  .transform((name) => name.normalize('NFC').trim())
  .refine((name) => /[\p{L}\p{N}\p{P}\p{S}]/u.test(name), { params: { code: 'required' } })
  .refine((name) => [...name].length <= NAME_MAX, { params: { code: 'folder_name_long' } })

const counts = z.array(z.object({ folderId: z.string().nullable(), count: z.number() }))

/** By name, as a dictionary of the site's two languages would have them. */
const collator = new Intl.Collator(['zh', 'en'], { numeric: true })

/** @param countById how many pictures each shows */
export function viewFolders(
  folders: { id: string; name: string; createdAt: Date }[],
  countById: ReadonlyMap<string | null, number>,
): FolderView[] {
  return folders
    .map(({ id, name, createdAt }) => ({
      id,
      name,
      createdAt: createdAt.toISOString(),
      count: countById.get(id) ?? 0,
    }))
    .toSorted((a, b) => collator.compare(a.name, b.name))
}

export async function listFolders(userId: string): Promise<FolderView[]> {
  const [folders, counted] = await Promise.all([
    db.folder.findMany({ where: { userId } }),
    db.$queryRaw`
      SELECT folder_id AS "folderId", count(*)::integer AS count FROM pictures
      WHERE user_id = ${userId}::uuid AND deleted_at IS NULL GROUP BY folder_id`,
  ])
  return viewFolders(folders, new Map(counts.parse(counted).map(({ folderId, count }) => [folderId, count])))
}

/** @throws AppError invalid_request when there is one of that name, or there are too many */
export async function createFolder(userId: string, name: string): Promise<FolderView> {
  const folder = await db
    .$transaction(async (tx) => {
      // First, since it takes the user's lock: two that are made at once are counted one after the other.
      await appendEvents(tx, userId, [{ type: 'pictures', data: {} }])
      if ((await tx.folder.count({ where: { userId } })) >= FOLDERS_MAX) throw refused('too_many_folders')
      return tx.folder.create({ data: { userId, name } })
    })
    .catch(sayNameTaken)
  return { id: folder.id, name, createdAt: folder.createdAt.toISOString(), count: 0 }
}

/** @throws AppError not_found; invalid_request when another one has the name */
export async function renameFolder(userId: string, folderId: string, name: string): Promise<void> {
  await db
    .$transaction(async (tx) => {
      await appendEvents(tx, userId, [{ type: 'pictures', data: {} }])
      const { count } = await tx.folder.updateMany({ where: { id: folderId, userId }, data: { name } })
      if (count === 0) throw new AppError('not_found')
    })
    .catch(sayNameTaken)
}

/** Its pictures stay, in no folder. @throws AppError not_found */
export async function deleteFolder(userId: string, folderId: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await appendEvents(tx, userId, [{ type: 'pictures', data: {} }])
    const { count } = await tx.folder.deleteMany({ where: { id: folderId, userId } })
    if (count === 0) throw new AppError('not_found')
  })
}

function refused(code: string): AppError {
  return new AppError('invalid_request', {
    problems: [{ field: 'name', code, params: { max: FOLDERS_MAX } }],
  })
}

function sayNameTaken(error: unknown): never {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
  throw isTaken ? refused('folder_name_taken') : error
}
