import { type Bristles, lineBounds, paintLine, type Touch } from './brush.ts'
import { History } from './history.ts'
import { blankMask, boundsOf, fillRect, type Mask, PAINTED, type Paint, type Point } from './mask.ts'
import { fillPolygon, polygonBounds } from './polygon.ts'
import { intersect, isEmpty, type Rect } from './rect.ts'
import { Tally } from './tally.ts'

/** A mask with its past: every change can be undone, and whoever draws it hears which pixels changed. */
export class MaskDocument {
  readonly mask: Mask
  readonly #history: History
  readonly #tally: Tally
  readonly #listeners = new Set<(changed: Rect) => void>()

  /** @param base what it begins with; its bytes are copied */
  constructor(width: number, height: number, base?: Uint8Array) {
    this.mask = blankMask(width, height)
    if (base) this.mask.data.set(base)
    this.#history = new History(this.mask)
    this.#tally = new Tally(this.mask)
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** 0: nothing is painted, 1: everything is. */
  share(): number {
    return this.#tally.share()
  }

  /** Whether a pixel is painted fully: what is only soft is repainted nowhere. */
  get isFullAnywhere(): boolean {
    return this.mask.data.includes(PAINTED)
  }

  /** @returns how to stop */
  listen(listener: (changed: Rect) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Part of a step, until `commit` or `revert`. */
  line(from: Touch, to: Touch, bristles: Bristles, goesOn: boolean): void {
    this.#change(lineBounds(this.mask, from, to, goesOn), () =>
      paintLine(this.mask, from, to, bristles, goesOn),
    )
  }

  /** A step of its own, as are those below. @returns whether it changed anything */
  rectangle(area: Rect, paint: Paint): boolean {
    const inside = intersect(area, boundsOf(this.mask))
    this.#change(inside, () => fillRect(this.mask, inside, paint))
    return this.commit()
  }

  polygon(corners: readonly Point[], paint: Paint): boolean {
    this.#change(polygonBounds(this.mask, corners), () => fillPolygon(this.mask, corners, paint))
    return this.commit()
  }

  invert(): void {
    this.commit()
    this.#history.invert()
    this.#tell(boundsOf(this.mask))
  }

  clear(): boolean {
    return this.replace(null)
  }

  /** Puts another mask of the same size in the place of this one, as a step; null is an empty one. */
  replace(data: Uint8Array | null): boolean {
    this.commit()
    this.#change(boundsOf(this.mask), () => {
      if (data) this.mask.data.set(data)
      else this.mask.data.fill(0)
    })
    return this.commit()
  }

  /** Ends a step. @returns whether it changed anything */
  commit(): boolean {
    return this.#history.commit()
  }

  /** Takes back what was done since the last step ended. */
  revert(): void {
    this.#tell(this.#history.revert())
  }

  undo(): boolean {
    this.commit()
    return this.#tell(this.#history.undo())
  }

  redo(): boolean {
    this.commit()
    return this.#tell(this.#history.redo())
  }

  /** Makes what is kept for undo small. @returns whether something is left to do */
  tidy(hasTime: () => boolean): boolean {
    return this.#history.pack(hasTime)
  }

  #change(area: Rect, apply: () => void): void {
    if (isEmpty(area)) return
    this.#history.touch(area)
    apply()
    this.#tell(area)
  }

  #tell(changed: Rect | null): boolean {
    if (!changed) return false
    this.#tally.mark(changed)
    for (const listener of this.#listeners) listener(changed)
    return true
  }
}
