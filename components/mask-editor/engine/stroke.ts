import type { Bristles, Touch } from './brush.ts'
import type { MaskDocument } from './mask-document.ts'

/** Touches closer than this share of the radius are drawn as one line: a wide brush need not be drawn for every pixel it moves. */
const SPACING = 0.15

/** One stroke: draws from touch to touch. */
export class Stroke {
  readonly #document: MaskDocument
  readonly #bristles: Bristles
  /** Until there it is drawn; null before anything is. */
  #drawn: Touch | null = null
  #last: Touch

  constructor(document: MaskDocument, start: Touch, bristles: Bristles) {
    this.#document = document
    this.#bristles = bristles
    this.#last = start
  }

  to(touch: Touch): void {
    const from = this.#drawn ?? this.#last
    this.#last = touch
    const spacing = Math.max(1, SPACING * Math.min(touch.radius, from.radius))
    if (Math.hypot(touch.x - from.x, touch.y - from.y) < spacing) return
    this.#draw(from, touch)
  }

  /** Draws what was too near to be drawn by itself: with each picture of the screen, and at the end. */
  flush(): void {
    if (this.#drawn !== this.#last) this.#draw(this.#drawn ?? this.#last, this.#last)
  }

  get last(): Touch {
    return this.#last
  }

  #draw(from: Touch, to: Touch): void {
    const goesOn = this.#drawn !== null && from.radius === to.radius
    this.#document.line(from, to, this.#bristles, goesOn)
    this.#drawn = to
  }
}
