import { db } from '#lib/db.ts'
import { isGone } from './is-gone.ts'
import type { PictureSource } from './picture-page-view.ts'
import type { JobView } from './view.ts'

/**
 * Which pictures of the user's own a job's inputs came from, each once, in the order of the inputs. What is not theirs, or not there,
 * is left out: the page then says that it has no such picture.
 */
export async function readSources(
  userId: string,
  { inputs }: Pick<JobView, 'inputs'>,
): Promise<PictureSource[]> {
  const ids = [...new Set(inputs.flatMap(({ sourceImageId }) => sourceImageId ?? []))]
  if (ids.length === 0) return []
  const rows = await db.image.findMany({
    where: { id: { in: ids }, userId, state: 'delivered' },
    select: { id: true, state: true, picture: { select: { deletedAt: true } } },
  })
  const states = new Map(
    rows.map((row) => [row.id, isGone(row) ? 'gone' : row.picture?.deletedAt ? 'bin' : 'kept'] as const),
  )
  return ids.flatMap((imageId) => {
    const state = states.get(imageId)
    return state ? [{ imageId, state }] : []
  })
}
