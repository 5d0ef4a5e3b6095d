import { type Rows, shownRatio } from './justify-rows.ts'

/** Where one picture hangs, in pixels from the wall's upper left corner. */
export interface Box {
  left: number
  top: number
  width: number
  height: number
}

/** The last row that begins at or above `y`; 0 above the wall. */
export function rowAt(rows: Rows, y: number): number {
  let low = 0
  let high = rows.count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows.tops[middle] ?? 0) <= y) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

/** In which row a picture hangs. */
export function rowOf(rows: Rows, index: number): number {
  let low = 0
  let high = rows.count - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rows.starts[middle] ?? 0) <= index) low = middle
    else high = middle - 1
  }
  return Math.max(low, 0)
}

/** Calls back with every picture of a row and its place, from the left. */
export function eachInRow(
  rows: Rows,
  ratios: ArrayLike<number>,
  gap: number,
  row: number,
  visit: (index: number, box: Box) => void,
): void {
  const top = rows.tops[row] ?? 0
  const height = rows.heights[row] ?? 0
  const end = rows.starts[row + 1] ?? 0
  let left = 0
  for (let index = rows.starts[row] ?? 0; index < end; index += 1) {
    const width = shownRatio(ratios[index] ?? 1) * height
    visit(index, { left, top, width, height })
    left += width + gap
  }
}

export function boxOf(rows: Rows, ratios: ArrayLike<number>, gap: number, index: number): Box | null {
  let found: Box | null = null
  if (index < 0 || index >= ratios.length) return null
  eachInRow(rows, ratios, gap, rowOf(rows, index), (other, box) => {
    if (other === index) found = box
  })
  return found
}

/** All pictures that a rectangle touches, in order, whether they are drawn just now or not. */
export function picturesIn(rows: Rows, ratios: ArrayLike<number>, gap: number, rectangle: Box): number[] {
  const touched: number[] = []
  const bottom = rectangle.top + rectangle.height
  const right = rectangle.left + rectangle.width
  if (rows.count === 0 || bottom < 0 || rectangle.top > rows.height) return touched
  for (let row = rowAt(rows, rectangle.top); row < rows.count; row += 1) {
    const top = rows.tops[row] ?? 0
    if (top > bottom) break
    if (top + (rows.heights[row] ?? 0) < rectangle.top) continue
    eachInRow(rows, ratios, gap, row, (index, box) => {
      if (box.left <= right && box.left + box.width >= rectangle.left) touched.push(index)
    })
  }
  return touched
}

/** The picture above (`-1`) or below (`1`) another: the one whose middle is nearest to its middle. */
export function neighbourRow(
  rows: Rows,
  ratios: ArrayLike<number>,
  gap: number,
  index: number,
  step: -1 | 1,
): number {
  const own = boxOf(rows, ratios, gap, index)
  const row = rowOf(rows, index) + step
  if (!own || row < 0 || row >= rows.count) return index
  const middle = own.left + own.width / 2
  let nearest = index
  let least = Number.POSITIVE_INFINITY
  eachInRow(rows, ratios, gap, row, (other, box) => {
    const distance = Math.abs(box.left + box.width / 2 - middle)
    if (distance >= least) return
    least = distance
    nearest = other
  })
  return nearest
}
