import { z } from 'zod'
import { db } from '#lib/db.ts'
import { inBin } from './filters.ts'
import { viewFolders } from './folders.ts'
import type { Facets } from './view.ts'

const rows = z.array(
  z.object({
    model: z.string().nullable(),
    kind: z.enum(['generate', 'edit', 'mask']).nullable(),
    folderId: z.string().nullable(),
    isTotal: z.boolean(),
    count: z.number(),
    favourites: z.number(),
    bin: z.number(),
  }),
)

/** What a user can choose from, with counts: one walk through the covering index. */
export async function readFacets(userId: string): Promise<Facets> {
  const [counted, folders] = await Promise.all([
    db.$queryRaw`
      SELECT model, operation AS kind, folder_id AS "folderId", grouping(model, operation, folder_id) = 7 AS "isTotal",
        count(*) FILTER (WHERE deleted_at IS NULL)::integer AS count,
        count(*) FILTER (WHERE favourite AND deleted_at IS NULL)::integer AS favourites,
        count(*) FILTER (WHERE ${inBin})::integer AS bin
      FROM pictures WHERE user_id = ${userId}::uuid
      GROUP BY GROUPING SETS ((model), (operation), (folder_id), ())`,
    db.folder.findMany({ where: { userId } }),
  ])
  const sets = rows.parse(counted)
  const total = sets.find(({ isTotal }) => isTotal)
  const present = sets.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count)
  const countByFolder = new Map(sets.map(({ folderId, count }) => [folderId, count]))
  return {
    count: total?.count ?? 0,
    favourites: total?.favourites ?? 0,
    bin: total?.bin ?? 0,
    models: present.flatMap(({ model, count }) => (model === null ? [] : [{ model, count }])),
    kinds: present.flatMap(({ kind, count }) => (kind === null ? [] : [{ kind, count }])),
    folders: viewFolders(folders, countByFolder),
  }
}
