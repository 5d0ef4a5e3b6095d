import { callApi } from '#components/queries/api.ts'
import { fetchIds } from './library-calls.ts'
import type { Wall } from './wall-data.ts'

/** So many pictures are changed by one call. */
const CHUNK = 1000
/** So many are looked up by one call where only their places are known. */
const LOOKUP = 10_000

export type PictureChange =
  | { kind: 'favourite'; favourite: boolean }
  | { kind: 'move'; folderId: string | null }
  | { kind: 'delete' }
  | { kind: 'restore' }
  | { kind: 'purge' }

/** Sends a change, a thousand pictures at a time. @throws ApiError; what was sent before stays changed */
export async function sendChange(change: PictureChange, ids: readonly string[]): Promise<void> {
  const { kind, ...more } = change
  for (let start = 0; start < ids.length; start += CHUNK) {
    const body = { ids: ids.slice(start, start + CHUNK), ...more }
    await callApi(`/api/pictures/${kind}`, { method: 'POST', body })
  }
}

/** Whether pictures that are changed so leave a view. */
export function leavesView(change: PictureChange, view: string): boolean {
  const params = new URLSearchParams(view)
  switch (change.kind) {
    case 'favourite':
      return !change.favourite && params.has('favourite')
    case 'move':
      return params.has('folder') && params.get('folder') !== change.folderId
    default:
      return true
  }
}

/** The ids of the pictures at some places, in order; those that were not fetched yet are asked for. @throws ApiError */
export async function idsAt(wall: Wall, indexes: ReadonlySet<number>): Promise<string[]> {
  const ids: string[] = []
  let looked: { from: number; ids: string[] } = { from: 0, ids: [] }
  for (const index of Array.from(indexes).sort((a, b) => a - b)) {
    let id = wall.pictures[index]?.id ?? looked.ids[index - looked.from]
    if (id === undefined && wall.asOf !== null) {
      const place = { asOf: wall.asOf, offset: index - wall.head, limit: LOOKUP }
      looked = { from: index, ids: await fetchIds(wall.view, place) }
      id = looked.ids[0]
    }
    if (id !== undefined) ids.push(id)
  }
  return ids
}

/** What brings pictures back to how they were; null where nobody knows how that was. */
export function undoing(
  change: PictureChange,
  wall: Wall,
  indexes: ReadonlySet<number>,
  ids: readonly string[],
): { change: PictureChange; ids: readonly string[] }[] | null {
  if (change.kind === 'delete') return [{ change: { kind: 'restore' }, ids }]
  if (change.kind === 'restore') return [{ change: { kind: 'delete' }, ids }]
  const before = Array.from(indexes, (index) => wall.pictures[index]).filter(
    (picture) => picture !== undefined,
  )
  if (change.kind === 'purge' || before.length < ids.length) return null
  if (change.kind === 'favourite') {
    const changed = before.filter(({ favourite }) => favourite !== change.favourite)
    return [{ change: { ...change, favourite: !change.favourite }, ids: changed.map(({ id }) => id) }]
  }
  const byFolder = Map.groupBy(before, ({ folderId }) => folderId)
  return Array.from(byFolder, ([folderId, moved]) => ({
    change: { ...change, folderId },
    ids: moved.map(({ id }) => id),
  }))
}
