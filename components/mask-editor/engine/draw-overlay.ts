import type { Mask } from './mask.ts'
import type { Rect } from './rect.ts'
import type { StageView } from './stage-view.ts'

/** Of the colour, where the mask is full. */
const OPACITY = 0.55
const DARK = 0xf0_14_11_10 | 0
const LIGHT = 0xf0_ff_ff_ff | 0

export interface OverlayLook {
  /** The colour for each value of the mask, in the order of bytes that an ImageData has on every machine of today. */
  colours: Int32Array
  /** Pixels of the screen; the edge is dashed dark and light, so that it is seen on everything. */
  edge: number
}

/** @param rgb red, green and blue, 0 to 255 */
export function overlayLook(rgb: readonly [number, number, number], edge: number): OverlayLook {
  const [red, green, blue] = rgb
  const colours = new Int32Array(256)
  for (let value = 1; value < 256; value += 1) {
    const alpha = Math.round(value * OPACITY)
    colours[value] = (alpha << 24) | (blue << 16) | (green << 8) | red
  }
  return { colours, edge }
}

/** What is drawn of the mask: a part of the screen. */
export interface OverlayTarget {
  pixels: Int32Array
  width: number
}

/**
 * Draws one rectangle of the screen from the mask under it. Costs what is seen, however large the picture is.
 * @param view in the target's pixels
 */
export function drawOverlay(
  mask: Mask,
  target: OverlayTarget,
  area: Rect,
  view: StageView,
  look: OverlayLook,
): void {
  const { data } = mask
  const { colours, edge } = look
  const { pixels } = target
  // With the pixels to the left that the edge looks back at.
  const left = area.left - edge
  const count = area.right - left
  const { columns, first, end } = columnsOf(mask.width, left, count, view)
  const rows = Array.from({ length: edge + 1 }, () => newRow(count))
  for (let y = area.top - edge; y < area.bottom; y += 1) {
    const here = rows[(y - area.top + edge) % (edge + 1)]
    const above = rows[(y - area.top + edge + 1) % (edge + 1)]
    if (!here || !above) return
    const row = Math.floor((y + 0.5 - view.y) / view.scale)
    const line = y * target.width + left
    const isSeen = y >= area.top
    if (isSeen) pixels.fill(0, line + edge, line + count)
    const { inside } = here
    inside.fill(0)
    if (row >= 0 && row < mask.height) {
      const start = row * mask.width
      const shown = isSeen ? Math.max(first, edge) : end
      for (let i = first; i < shown; i += 1) inside[i] = (data[start + (columns[i] ?? 0)] ?? 0) >> 7
      for (let i = shown; i < end; i += 1) {
        const value = data[start + (columns[i] ?? 0)] ?? 0
        inside[i] = value >> 7
        pixels[line + i] = colours[value] ?? 0
      }
    }
    if (isSeen) drawEdge(pixels, line, here, above, { from: edge, count, dash: left + y, edge })
  }
}

/** Which pixels of a row are inside, 1 or 0 each; and the same four at a time. */
interface InsideRow {
  inside: Uint8Array
  fours: Int32Array
}

const ALL_FOUR = 0x01_01_01_01

function newRow(count: number): InsideRow {
  const fours = new Int32Array(Math.ceil(count / 4))
  return { inside: new Uint8Array(fours.buffer), fours }
}

/** Dashes where a pixel is inside and the one beside or above it is not, or the other way round. */
function drawEdge(
  pixels: Int32Array,
  line: number,
  here: InsideRow,
  above: InsideRow,
  { from, count, dash, edge }: { from: number; count: number; dash: number; edge: number },
): void {
  const { inside, fours } = here
  const fourAbove = above.fours
  let before = 0
  for (let four = 0; four < fours.length; four += 1) {
    const all = fours[four] ?? 0
    // Mostly there is none: the same all around.
    const isPlain = (all === 0 || all === ALL_FOUR) && all === fourAbove[four] && all === before
    before = all
    if (isPlain && four > 0) continue
    const end = Math.min(count, four * 4 + 4)
    for (let i = Math.max(from, four * 4); i < end; i += 1) {
      if (inside[i] !== inside[i - edge] || inside[i] !== above.inside[i]) {
        pixels[line + i] = (dash + i) & 8 ? DARK : LIGHT
      }
    }
  }
}

/** Which column of the mask each pixel of a row shows; those before `first` and from `end` on lie beside the picture. */
function columnsOf(width: number, left: number, count: number, view: StageView) {
  const columns = new Int32Array(count)
  let first = count
  let end = 0
  for (let i = 0; i < count; i += 1) {
    const x = Math.floor((left + i + 0.5 - view.x) / view.scale)
    if (x < 0 || x >= width) continue
    columns[i] = x
    first = Math.min(first, i)
    end = i + 1
  }
  return { columns, first, end }
}

/** The part of the screen that shows some pixels of the mask, with the edge around them. */
export function screenRect(area: Rect, view: StageView, edge: number): Rect {
  return {
    left: Math.floor(area.left * view.scale + view.x) - 1,
    top: Math.floor(area.top * view.scale + view.y) - 1,
    right: Math.ceil(area.right * view.scale + view.x) + edge + 1,
    bottom: Math.ceil(area.bottom * view.scale + view.y) + edge + 1,
  }
}
