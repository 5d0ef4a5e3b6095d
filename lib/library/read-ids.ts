import { parseCursor } from '#lib/http/time-cursor.ts'
import type { Filters } from './filters.ts'
import { findPictures } from './find-pictures.ts'

/** So many ids are told at once. */
export const IDS_MAX = 10_000

/**
 * The ids of a piece of a view, for who selected pictures that were never fetched. Counted as windows are.
 * @throws AppError invalid_request for an `asOf` that is none
 */
export async function readIds(
  userId: string,
  filters: Filters,
  window: { asOf: string; offset: number; limit: number },
): Promise<string[]> {
  const { offset, limit } = window
  const from = parseCursor(window.asOf, 'asOf')
  const found = await findPictures(userId, filters, { from, inclusive: true, offset, limit })
  return found.map(({ id }) => id)
}
