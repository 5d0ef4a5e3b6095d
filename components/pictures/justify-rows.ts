/** Width divided by height. Beyond these a picture is shown cut at its long ends; no model of the catalogue makes one. */
const RATIO_MIN = 1 / 4
const RATIO_MAX = 4
/** A row that would have to grow beyond this is left short instead: a lone needle is not blown up to the width of the wall. */
export const GROWTH_MAX = 3

export interface WallMeasures {
  /** All lengths in CSS pixels. */
  width: number
  /** How high a row is at least; it grows until it fills the width. */
  rowHeight: number
  gap: number
}

/** Pictures in rows, from the top down. Row r holds the pictures from `starts[r]` to before `starts[r + 1]`. */
export interface Rows {
  count: number
  starts: Int32Array
  /** One more than there are rows: the last is where another row would begin. */
  tops: Float64Array
  heights: Float64Array
  /** Of all rows together. */
  height: number
}

/** The proportion in which a picture is shown. */
export function shownRatio(ratio: number): number {
  if (!(ratio > 0)) return 1
  return Math.min(Math.max(ratio, RATIO_MIN), RATIO_MAX)
}

/**
 * Hangs pictures in rows that fill the width, each in its own proportion. A row takes pictures as long as they fit at `rowHeight`, then
 * all of them grow alike: exactly what a wrapping flexbox does, so that the HTML of the server (see wall-picture.tsx) stands where these
 * rows will stand. The last row is not stretched.
 *
 * @param head how many pictures on top came later: they make rows of their own, upwards, so that no row below them changes when
 *   another comes; there it is the first row that is not stretched.
 */
export function justifyRows(ratios: ArrayLike<number>, measures: WallMeasures, head = 0): Rows {
  const { width, rowHeight, gap } = measures
  const size = ratios.length
  const starts = new Int32Array(size + 1)
  const heights = new Float64Array(size)
  let count = 0

  // Rows of the later pictures, found from below; turned round when all are there.
  for (let end = head; end > 0; ) {
    let first = end - 1
    let sum = shownRatio(ratios[first] ?? 1)
    while (first > 0) {
      const next = shownRatio(ratios[first - 1] ?? 1)
      if ((sum + next) * rowHeight + gap * (end - first) > width) break
      sum += next
      first -= 1
    }
    starts[count] = first
    heights[count] = heightOf(sum, end - first, first > 0, measures)
    count += 1
    end = first
  }
  starts.subarray(0, count).reverse()
  heights.subarray(0, count).reverse()

  for (let first = head; first < size; ) {
    let end = first + 1
    let sum = shownRatio(ratios[first] ?? 1)
    while (end < size) {
      const next = shownRatio(ratios[end] ?? 1)
      if ((sum + next) * rowHeight + gap * (end - first) > width) break
      sum += next
      end += 1
    }
    starts[count] = first
    heights[count] = heightOf(sum, end - first, end < size, measures)
    count += 1
    first = end
  }
  starts[count] = size

  const tops = new Float64Array(count + 1)
  for (let row = 0; row < count; row += 1) tops[row + 1] = (tops[row] ?? 0) + (heights[row] ?? 0) + gap
  return { count, starts, tops, heights, height: Math.max(0, (tops[count] ?? 0) - gap) }
}

function heightOf(ratioSum: number, pictures: number, full: boolean, measures: WallMeasures): number {
  const { width, rowHeight, gap } = measures
  const filling = (width - gap * (pictures - 1)) / ratioSum
  // Alone and too wide, a picture has to shrink even in an open row.
  if (!full) return Math.min(filling, rowHeight)
  return Math.min(filling, rowHeight * GROWTH_MAX)
}
