import { type Mask, PAINTED, type Paint, type Point } from './mask.ts'
import { intersect, isEmpty, type Rect } from './rect.ts'

/** Lines in which each row is looked at: enough for an edge that does not look jagged. */
const LINES = 4

/** The pixels that a polygon can change. */
export function polygonBounds(mask: Mask, corners: readonly Point[]): Rect {
  const xs = corners.map(({ x }) => x)
  const ys = corners.map(({ y }) => y)
  const least = (values: number[]) => Math.floor(values.reduce((a, b) => Math.min(a, b), Infinity))
  const most = (values: number[]) => Math.ceil(values.reduce((a, b) => Math.max(a, b), -Infinity))
  return intersect(
    { left: least(xs), top: least(ys), right: most(xs), bottom: most(ys) },
    { left: 0, top: 0, right: mask.width, bottom: mask.height },
  )
}

/** Fills what a closed line goes around; where it crosses itself, all that it encloses either way (no holes). */
export function fillPolygon(mask: Mask, corners: readonly Point[], paint: Paint): void {
  const bounds = polygonBounds(mask, corners)
  if (corners.length < 3 || isEmpty(bounds)) return
  const edges = edgesOf(corners)
  const width = bounds.right - bounds.left
  // How much of each pixel is covered, as changes from one pixel to the next.
  const changes = new Float32Array(width + 2)
  let next = 0
  let active: Edge[] = []
  for (let y = bounds.top; y < bounds.bottom; y += 1) {
    changes.fill(0)
    for (let line = 0; line < LINES; line += 1) {
      const at = y + (line + 0.5) / LINES
      for (let edge = edges[next]; edge && edge.top <= at; edge = edges[next]) {
        active.push(edge)
        next += 1
      }
      active = active.filter(({ bottom }) => bottom > at)
      addLine(changes, active, at, bounds.left, width)
    }
    paintRow(mask, y, bounds, changes, paint)
  }
}

interface Edge {
  top: number
  bottom: number
  /** At the top. */
  x: number
  perLine: number
  /** 1: it was drawn downwards, -1: upwards. */
  winding: number
}

/** From the top down; level ones bound nothing. */
function edgesOf(corners: readonly Point[]): Edge[] {
  const edges = corners.flatMap((from, index): Edge[] => {
    const to = corners[(index + 1) % corners.length] ?? from
    if (from.y === to.y) return []
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from]
    const perLine = (lower.x - upper.x) / (lower.y - upper.y)
    return [{ top: upper.y, bottom: lower.y, x: upper.x, perLine, winding: from.y < to.y ? 1 : -1 }]
  })
  return edges.sort((a, b) => a.top - b.top)
}

function addLine(
  changes: Float32Array,
  active: readonly Edge[],
  y: number,
  left: number,
  width: number,
): void {
  const crossings = active
    .map((edge) => ({ x: edge.x + (y - edge.top) * edge.perLine - left, winding: edge.winding }))
    .sort((a, b) => a.x - b.x)
  let winding = 0
  let start = 0
  for (const crossing of crossings) {
    if (winding === 0) start = crossing.x
    winding += crossing.winding
    if (winding === 0) addSpan(changes, Math.max(0, start), Math.min(width, crossing.x))
  }
}

/** Adds a stretch of one line; pixels at its ends are covered by a part of it. */
function addSpan(changes: Float32Array, from: number, to: number): void {
  if (to <= from) return
  for (const [x, sign] of [
    [from, 1],
    [to, -1],
  ] as const) {
    const pixel = Math.floor(x)
    const after = x - pixel
    changes[pixel] = (changes[pixel] ?? 0) + sign * (1 - after)
    changes[pixel + 1] = (changes[pixel + 1] ?? 0) + sign * after
  }
}

function paintRow(mask: Mask, y: number, bounds: Rect, changes: Float32Array, paint: Paint): void {
  const { data } = mask
  const row = y * mask.width
  let covered = 0
  for (let x = bounds.left; x < bounds.right; x += 1) {
    covered += changes[x - bounds.left] ?? 0
    const strength = Math.min(PAINTED, Math.round((covered * PAINTED) / LINES))
    if (strength <= 0) continue
    const before = data[row + x] ?? 0
    if (paint === 'add') {
      if (strength > before) data[row + x] = strength
    } else if (PAINTED - strength < before) data[row + x] = PAINTED - strength
  }
}
