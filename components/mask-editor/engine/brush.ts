import { type Fade, fadeOf } from './fade.ts'
import { type Mask, PAINTED, type Paint, type Point } from './mask.ts'
import { intersect, type Rect } from './rect.ts'
import { RIM, type Row, rowOf } from './row-of.ts'

/** Where the brush touches, and how wide there: a pen's pressure changes it on the way. In the mask's pixels. */
export interface Touch extends Point {
  radius: number
}

export interface Bristles {
  /** Share of the radius that paints fully, 0 to 1; from there to the rim it fades. */
  hardness: number
  paint: Paint
}

/**
 * The pixels that a line from one touch to the next can change.
 * @param goesOn as for `paintLine`
 */
export function lineBounds(mask: Mask, from: Touch, to: Touch, goesOn = false): Rect {
  const reach = Math.max(from.radius, to.radius) + RIM
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  // Of a line that goes on only what lies before its beginning: there it reaches back no further than it is steep.
  const isHalf = goesOn && length > 0 && from.radius === to.radius
  const steep = isHalf ? Math.abs(to.y - from.y) / length : 1
  const level = isHalf ? Math.abs(to.x - from.x) / length : 1
  const area = {
    left: to.x > from.x ? from.x - steep * reach : to.x - reach,
    top: to.y > from.y ? from.y - level * reach : to.y - reach,
    right: to.x < from.x ? from.x + steep * reach : to.x + reach,
    bottom: to.y < from.y ? from.y + level * reach : to.y + reach,
  }
  return intersect(
    {
      left: Math.floor(area.left),
      top: Math.floor(area.top),
      right: Math.ceil(area.right),
      bottom: Math.ceil(area.bottom),
    },
    { left: 0, top: 0, right: mask.width, bottom: mask.height },
  )
}

/**
 * Draws a line as if stamps lay infinitely close: each pixel takes the strongest of what touched it, so nothing builds up where
 * strokes overlap, and their order makes no difference.
 * @param goesOn the line before ended here, so that nothing behind the beginning is new
 */
export function paintLine(mask: Mask, from: Touch, to: Touch, bristles: Bristles, goesOn = false): void {
  // Where the width changes the line is drawn in pieces of one width each; their rims are less than a pixel apart.
  const pieces = Math.min(PIECES_MAX, Math.ceil(Math.abs(to.radius - from.radius) / PIECE_GROWTH_PX))
  if (pieces === 0) paintPiece(mask, from, to, bristles, goesOn)
  let last = from
  for (let piece = 1; piece <= pieces; piece += 1) {
    const share = piece / pieces
    const next = {
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
      radius: from.radius + (to.radius - from.radius) * share,
    }
    paintPiece(mask, { ...last, radius: Math.max(last.radius, next.radius) }, next, bristles, false)
    last = next
  }
}

/** More would be drawn again and again by a wide pen that is pressed suddenly. */
const PIECES_MAX = 8
const PIECE_GROWTH_PX = 0.5

/** Reused: thousands of rows are drawn with each stroke. */
const reach: Row = { first: 0, end: 0 }
const solid: Row = { first: 0, end: 0 }
const beside: Row = { first: 0, end: 0 }

/** A line of one width: what lies behind its beginning, beside it, and beyond its end are parts of each row. */
function paintPiece(mask: Mask, from: Touch, to: Point, bristles: Bristles, goesOn: boolean): void {
  const { hardness, paint } = bristles
  const { radius } = from
  const bounds = lineBounds(mask, from, { ...to, radius }, goesOn)
  const fade = fadeOf(radius, hardness)
  const dx = to.x - from.x
  const dy = to.y - from.y
  const length = Math.hypot(dx, dy)
  const slope = length > 0 ? dy / length : 0
  const core = radius * hardness - RIM
  const full = paint === 'add' ? PAINTED : 0

  for (let y = bounds.top; y < bounds.bottom; y += 1) {
    const middle = y + 0.5
    rowOf(reach, from, to, radius + RIM, middle)
    const left = Math.max(bounds.left, reach.first)
    const right = Math.min(bounds.right, reach.end)
    if (right <= left) continue
    let solidLeft = right
    let solidRight = right
    if (core > 0) {
      rowOf(solid, from, to, core, middle)
      solidLeft = Math.min(Math.max(left, solid.first), right)
      solidRight = Math.max(solidLeft, Math.min(right, solid.end))
    }
    const row = y * mask.width
    if (solidRight > solidLeft) mask.data.fill(full, row + solidLeft, row + solidRight)

    const above = middle - from.y
    const below = middle - to.y
    const start = length > 0 ? (0.5 - from.x) * slope - (above * dx) / length : 0
    sideOf(beside, above, dx, dy, from.x)
    // Left of the full part and right of it, each in the three parts that the line has.
    for (let side = 0; side < 2; side += 1) {
      const l = side === 0 ? left : solidRight
      const r = side === 0 ? solidLeft : right
      if (r <= l) continue
      const begin = Math.min(Math.max(beside.first, l), r)
      const end = Math.min(Math.max(beside.end, begin), r)
      const [behindLeft, behindRight] = dx >= 0 ? [l, begin] : [end, r]
      const [beyondLeft, beyondRight] = dx >= 0 ? [end, r] : [l, begin]
      if (!goesOn) {
        fadeSpan(mask.data, row, behindLeft, behindRight, 1, 0.5 - from.x, above * above, fade, paint)
      }
      fadeSpan(mask.data, row, begin, end, slope, start, 0, fade, paint)
      fadeSpan(mask.data, row, beyondLeft, beyondRight, 1, 0.5 - to.x, below * below, fade, paint)
    }
  }
}

/** Less than any pointer moves. */
const LEVEL_PX = 1e-6

/** From where to where the pixels of a row lie beside the line, neither behind its beginning nor beyond its end. */
function sideOf(row: Row, above: number, dx: number, dy: number, fromX: number): void {
  if (Math.abs(dx) < LEVEL_PX) {
    // The whole row is on one side: all of it behind comes before, all of it beyond comes after.
    const isBehind = Math.abs(dy) < LEVEL_PX || above * dy < 0
    const isBeyond = !isBehind && above * dy > dy * dy
    row.first = isBehind ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY
    row.end = isBeyond ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    // Which of both comes first is told by the sign of dx.
    if (dx < 0 && (isBehind || isBeyond)) row.first = row.end = -row.first
    return
  }
  const atBegin = fromX - (above * dy) / dx - 0.5
  const atEnd = atBegin + (dx * dx + dy * dy) / dx
  row.first = Math.ceil(Math.min(atBegin, atEnd))
  row.end = Math.ceil(Math.max(atBegin, atEnd))
}

/** A stretch of one row, whose pixels are away from the line by the root of (slope * x + start)² + rest. */
function fadeSpan(
  data: Uint8Array,
  row: number,
  left: number,
  right: number,
  slope: number,
  start: number,
  rest: number,
  { strengths, perSquare }: Fade,
  paint: Paint,
): void {
  const last = strengths.length - 1
  const adds = paint === 'add'
  for (let x = left; x < right; x += 1) {
    const away = slope * x + start
    const index = ((away * away + rest) * perSquare) | 0
    const strength = strengths[Math.min(index, last)] ?? 0
    const before = data[row + x] ?? 0
    if (adds) {
      if (strength > before) data[row + x] = strength
    } else if (PAINTED - strength < before) data[row + x] = PAINTED - strength
  }
}
