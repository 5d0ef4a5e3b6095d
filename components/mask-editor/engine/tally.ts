import { type Mask, PAINTED } from './mask.ts'
import type { Rect } from './rect.ts'
import { tileCount, tileRect, tilesUnder } from './tiles.ts'

/** How much of a mask is painted, counted anew only where it changed. */
export class Tally {
  readonly #mask: Mask
  readonly #sums: Float64Array
  readonly #stale = new Set<number>()

  constructor(mask: Mask) {
    this.#mask = mask
    this.#sums = new Float64Array(tileCount(mask))
    for (let index = 0; index < this.#sums.length; index += 1) this.#stale.add(index)
  }

  mark(area: Rect): void {
    for (const index of tilesUnder(this.#mask, area)) this.#stale.add(index)
  }

  /** From 0, where nothing is painted at all, to 1, where everything is; soft edges count in part. */
  share(): number {
    for (const index of this.#stale) this.#sums[index] = sumOf(this.#mask, tileRect(this.#mask, index))
    this.#stale.clear()
    const sum = this.#sums.reduce((all, each) => all + each, 0)
    return sum / (this.#mask.width * this.#mask.height * PAINTED)
  }
}

function sumOf({ data, width }: Mask, { left, top, right, bottom }: Rect): number {
  let sum = 0
  for (let y = top; y < bottom; y += 1) {
    const end = y * width + right
    for (let at = y * width + left; at < end; at += 1) sum += data[at] ?? 0
  }
  return sum
}
