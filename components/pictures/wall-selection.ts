import type { Wall } from './wall-data.ts'

/** Which places of the wall are selected. Never changed in place. */
export interface Selection {
  chosen: ReadonlySet<number>
  /** Where a range begins that Shift extends. */
  anchor: number | null
  /** What was chosen when the range was begun: the range comes on top of it, however often its end moves. */
  base: ReadonlySet<number>
}

const none: ReadonlySet<number> = new Set()
export const emptySelection: Selection = { chosen: none, anchor: null, base: none }

export function toggled(selection: Selection, index: number): Selection {
  const chosen = new Set(selection.chosen)
  if (!chosen.delete(index)) chosen.add(index)
  return { chosen, anchor: index, base: chosen }
}

/** Everything from the anchor to `index`, on top of what was chosen before; without an anchor, from `from`. */
export function extended(selection: Selection, index: number, from = index): Selection {
  const anchor = selection.anchor ?? from
  const chosen = new Set(selection.base)
  for (let each = Math.min(anchor, index); each <= Math.max(anchor, index); each += 1) chosen.add(each)
  return { chosen, anchor, base: selection.base }
}

/** What a rectangle touches, alone or on top of `base`. */
export function enclosed(indexes: readonly number[], base: ReadonlySet<number> = none): Selection {
  const chosen = new Set(base)
  for (const index of indexes) chosen.add(index)
  return { chosen, anchor: indexes[0] ?? null, base: chosen }
}

export function everything(count: number): Selection {
  const chosen = new Set<number>()
  for (let index = 0; index < count; index += 1) chosen.add(index)
  return { chosen, anchor: null, base: chosen }
}

/**
 * What is selected of one wall on the one that takes its place: the same pictures, when nothing but others on top is new; else nothing.
 */
export function carried(selection: Selection, before: Wall, wall: Wall): Selection {
  if (wall.view !== before.view) return emptySelection
  if (wall.revision === before.revision) return selection
  // Laid out anew, and it is the same; or for the first time, below the pictures that came with the page.
  if (wall.pictures === before.pictures) return selection
  const top = before.pictures[0]
  if (before.asOf === null && top !== undefined && wall.pictures[0]?.id === top.id) return selection
  const added = wall.ratios.length - before.ratios.length
  const onlyOnTop = wall.asOf === before.asOf && added > 0 && added === wall.head - before.head
  return onlyOnTop ? shifted(selection, added) : emptySelection
}

/** The same pictures after `by` others came on top. */
export function shifted(selection: Selection, by: number): Selection {
  if (by === 0) return selection
  const move = (indexes: ReadonlySet<number>) => new Set(Array.from(indexes, (index) => index + by))
  return {
    chosen: move(selection.chosen),
    anchor: selection.anchor === null ? null : selection.anchor + by,
    base: move(selection.base),
  }
}
