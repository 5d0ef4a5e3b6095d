import { boundsOf, invert, type Mask } from './mask.ts'
import { pack, unpack } from './pack.ts'
import { type Rect, union } from './rect.ts'
import { equalsTile, readTile, tileRect, tilesUnder, writeTile } from './tiles.ts'

/** A tile as it was; packed as soon as there is time for it. */
interface KeptTile {
  bytes: Uint8Array
  isPacked: boolean
}

/** What leads from one state of the mask to the one before or after it. */
type Step = 'inverted' | Map<number, KeptTile>

/** Everything that was ever done to the largest picture that is stored, 60 times over, fits in: then the oldest steps go. */
const BYTES_MAX = 256 * 1024 * 1024
const STEPS_MAX = 200

/** Undo and redo. A step remembers only the tiles that it changed, so that a dab costs a few kilobytes on any picture. */
export class History {
  readonly #mask: Mask
  #past: Step[] = []
  #future: Step[] = []
  /** The step that is being made. */
  #open: Map<number, KeptTile> | null = null

  constructor(mask: Mask) {
    this.#mask = mask
  }

  get canUndo(): boolean {
    return this.#past.length > 0
  }

  get canRedo(): boolean {
    return this.#future.length > 0
  }

  /** Must be called before each change, with the pixels that it can touch. */
  touch(area: Rect): void {
    this.#open ??= new Map()
    for (const index of tilesUnder(this.#mask, area)) {
      if (!this.#open.has(index)) {
        this.#open.set(index, { bytes: readTile(this.#mask, index), isPacked: false })
      }
    }
  }

  /** Makes a step of all that was touched. @returns whether anything is different now */
  commit(): boolean {
    const open = this.#open
    this.#open = null
    if (!open) return false
    for (const [index, { bytes }] of open) {
      if (equalsTile(this.#mask, index, bytes)) open.delete(index)
    }
    if (open.size === 0) return false
    this.#push(open)
    return true
  }

  /** Takes back what was touched since the last step. */
  revert(): Rect | null {
    const open = this.#open
    this.#open = null
    return open && this.#swap(open)
  }

  invert(): void {
    invert(this.#mask)
    this.#push('inverted')
  }

  /** @returns what has to be drawn again; null where there is nothing to undo */
  undo(): Rect | null {
    return this.#go(this.#past, this.#future)
  }

  redo(): Rect | null {
    return this.#go(this.#future, this.#past)
  }

  /** Packs what is kept, newest first, until the time is over. @returns whether something is left to do */
  pack(hasTime: () => boolean): boolean {
    for (const step of [...this.#past.toReversed(), ...this.#future]) {
      if (step === 'inverted') continue
      for (const tile of step.values()) {
        if (tile.isPacked) continue
        if (!hasTime()) return true
        tile.bytes = pack(tile.bytes)
        tile.isPacked = true
      }
    }
    return false
  }

  /** Bytes that all steps take. */
  get size(): number {
    return [...this.#past, ...this.#future].reduce((sum, step) => sum + sizeOf(step), 0)
  }

  #push(step: Step): void {
    this.#past.push(step)
    this.#future = []
    let size = this.size
    while (this.#past.length > 1 && (this.#past.length > STEPS_MAX || size > BYTES_MAX)) {
      const oldest = this.#past.shift()
      size -= oldest ? sizeOf(oldest) : 0
    }
  }

  #go(from: Step[], to: Step[]): Rect | null {
    const step = from.pop()
    if (!step) return null
    to.push(step)
    if (step !== 'inverted') return this.#swap(step)
    invert(this.#mask)
    return boundsOf(this.#mask)
  }

  /** Puts kept tiles back, and keeps what stood there. */
  #swap(tiles: Map<number, KeptTile>): Rect | null {
    let changed: Rect | null = null
    for (const [index, tile] of tiles) {
      const area = tileRect(this.#mask, index)
      const length = (area.right - area.left) * (area.bottom - area.top)
      const before = tile.isPacked ? unpack(tile.bytes, length) : tile.bytes
      tile.bytes = readTile(this.#mask, index)
      tile.isPacked = false
      writeTile(this.#mask, index, before)
      changed = union(changed, area)
    }
    return changed
  }
}

function sizeOf(step: Step): number {
  if (step === 'inverted') return 0
  let size = 0
  for (const { bytes } of step.values()) size += bytes.length
  return size
}
