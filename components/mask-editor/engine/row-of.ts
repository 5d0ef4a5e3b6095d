import type { Point } from './mask.ts'

/** Half of the edge that even the hardest brush has, so that it is not jagged. */
export const RIM = 0.5

/** Pixels side by side in one row; none where the end is not after the first. */
export interface Row {
  first: number
  end: number
}

/**
 * The pixels of one row whose middles a line of one width covers; it is convex, so they stand side by side.
 * @param row is written, and not made, because there are thousands of rows in each stroke
 */
export function rowOf(row: Row, from: Point, to: Point, radius: number, y: number): void {
  let left = Number.POSITIVE_INFINITY
  let right = Number.NEGATIVE_INFINITY
  const squared = radius * radius
  const atFrom = squared - (y - from.y) * (y - from.y)
  if (atFrom >= 0) {
    const half = Math.sqrt(atFrom)
    left = from.x - half
    right = from.x + half
  }
  const atTo = squared - (y - to.y) * (y - to.y)
  if (atTo >= 0) {
    const half = Math.sqrt(atTo)
    left = Math.min(left, to.x - half)
    right = Math.max(right, to.x + half)
  }
  const dx = to.x - from.x
  const dy = to.y - from.y
  if (dy !== 0) {
    // The two sides between the round ends.
    const perLength = radius / Math.sqrt(dx * dx + dy * dy)
    for (let side = -perLength; ; side = perLength) {
      const along = (y - from.y - side * dx) / dy
      if (along >= 0 && along <= 1) {
        const x = from.x - side * dy + along * dx
        left = Math.min(left, x)
        right = Math.max(right, x)
      }
      if (side > 0) break
    }
  }
  row.first = Math.ceil(left - 0.5)
  row.end = Math.floor(right - 0.5) + 1
}
