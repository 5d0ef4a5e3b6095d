import type { Rows } from './justify-rows.ts'
import { neighbourRow } from './wall-geometry.ts'

/** Where a key leads from a picture, kept within the wall; null for keys that lead nowhere. */
export function goalOf(
  key: string,
  index: number,
  rows: Rows,
  ratios: ArrayLike<number>,
  gap: number,
): number | null {
  const last = ratios.length - 1
  switch (key) {
    case 'ArrowLeft':
      return Math.max(index - 1, 0)
    case 'ArrowRight':
      return Math.min(index + 1, last)
    case 'ArrowUp':
      return neighbourRow(rows, ratios, gap, index, -1)
    case 'ArrowDown':
      return neighbourRow(rows, ratios, gap, index, 1)
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
