import type { Rect } from './rect.ts'

/**
 * What of the screen is to be drawn again, handed out in bands of bounded size. Each row comes in turn: one that is marked again and
 * again keeps no other waiting.
 */
export class DirtyRows {
  readonly #isDirty: Uint8Array
  #left = Number.POSITIVE_INFINITY
  #right = Number.NEGATIVE_INFINITY
  #count = 0
  /** Where the last band ended. */
  #next = 0

  constructor(height: number) {
    this.#isDirty = new Uint8Array(height)
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** @param area within the screen, and not empty */
  mark(area: Rect): void {
    for (let y = area.top; y < area.bottom; y += 1) {
      if (this.#isDirty[y] === 0) this.#count += 1
      this.#isDirty[y] = 1
    }
    this.#left = Math.min(this.#left, area.left)
    this.#right = Math.max(this.#right, area.right)
  }

  /** The next rows that stand together, at most so many pixels; at least one row. Null: nothing is left. */
  take(pixelsMax: number): Rect | null {
    const height = this.#isDirty.length
    if (this.isEmpty) return null
    let top = this.#next % height
    while (this.#isDirty[top] !== 1) top = (top + 1) % height
    const rowsMax = Math.max(1, Math.floor(pixelsMax / (this.#right - this.#left)))
    let bottom = top
    while (bottom < height && bottom - top < rowsMax && this.#isDirty[bottom] === 1) {
      this.#isDirty[bottom] = 0
      bottom += 1
    }
    this.#count -= bottom - top
    this.#next = bottom
    const band = { left: this.#left, top, right: this.#right, bottom }
    if (this.isEmpty) {
      this.#left = Number.POSITIVE_INFINITY
      this.#right = Number.NEGATIVE_INFINITY
    }
    return band
  }
}
