import type { Mask } from './engine/mask.ts'
import { pack, unpack } from './engine/pack.ts'
import type { Rect } from './engine/rect.ts'
import { readTile, tileCount, tileRect, tilesUnder, writeTile } from './engine/tiles.ts'

/** A mask that is not sent yet, as it lies in this browser. */
interface KeptWork {
  userId: string
  width: number
  height: number
  tiles: Uint8Array[]
  savedAt: number
}

const DATABASE = 'huafang-masks'
const STORE = 'work'
/** What nobody came back to goes. */
const KEPT_DAYS = 14
const DAY_MS = 86_400_000
/** So long the page is kept from something else. */
const SLICE_MS = 3
const PAUSE_MS = 20

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })
}

/** One visit to the store; where it is full, null: to keep the work is a courtesy. */
async function visit<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | null> {
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode)
      const request = act(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
      // A page that is being left hears no more of it.
      transaction.commit?.()
    })
  } catch {
    return null
  }
}

/** Keeps one user's work on one picture over reloads and crashes. Only tiles that changed are packed again. */
export class WorkKeeper {
  readonly #userId: string
  readonly #key: string
  readonly #mask: Mask
  readonly #tiles: Uint8Array[] = []
  readonly #stale = new Set<number>()
  /** Stays open: a page that is being left has no time to open it. Null without storage. */
  #database: IDBDatabase | null = null
  #isOver = false
  #isBehind = false
  /** Whoever comes later takes the place of a save that is under way. */
  #turn = 0

  constructor(userId: string, uploadId: string, mask: Mask) {
    this.#userId = userId
    this.#key = `${userId} ${uploadId}`
    this.#mask = mask
    for (let index = 0; index < tileCount(mask); index += 1) this.#stale.add(index)
  }

  /** What lies there, or null. Also forgets what is too old, whosever it is. Must come before all else. */
  async read(): Promise<Uint8Array | null> {
    this.#database = await open().catch(() => null)
    if (!this.#database) return null
    await forgetOld(this.#database)
    const kept = await visit<unknown>(this.#database, 'readonly', (store) => store.get(this.#key))
    const { width, height } = this.#mask
    if (!isKept(kept) || kept.width !== width || kept.height !== height) return null
    if (kept.tiles.length !== tileCount(this.#mask)) return null
    const mask = { width, height, data: new Uint8Array(width * height) }
    for (const [index, tile] of kept.tiles.entries()) {
      const { left, top, right, bottom } = tileRect(mask, index)
      writeTile(mask, index, unpack(tile, (right - left) * (bottom - top)))
    }
    return mask.data
  }

  /** Something was painted that is not kept yet. */
  get isBehind(): boolean {
    return this.#isBehind
  }

  mark(changed: Rect): void {
    this.#isBehind = true
    for (const index of tilesUnder(this.#mask, changed)) this.#stale.add(index)
  }

  /**
   * Packed a little at a time, when there is nothing else to do.
   * @param hasTime null: all at once, because the page is being left
   */
  async save(hasTime: (() => boolean) | null): Promise<void> {
    this.#turn += 1
    const turn = this.#turn
    let until = performance.now() + SLICE_MS
    for (const index of this.#stale) {
      if (hasTime && performance.now() > until) {
        do await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
        while (!hasTime())
        if (turn !== this.#turn) return
        until = performance.now() + SLICE_MS
      }
      this.#stale.delete(index)
      this.#tiles[index] = pack(readTile(this.#mask, index))
    }
    if (this.#isOver || !this.#database) return
    this.#isBehind = this.#stale.size > 0
    const { width, height } = this.#mask
    const kept: KeptWork = { userId: this.#userId, width, height, tiles: this.#tiles, savedAt: Date.now() }
    await visit(this.#database, 'readwrite', (store) => store.put(kept, this.#key))
  }

  /** There is nothing to keep for now. */
  async forget(): Promise<void> {
    this.#turn += 1
    this.#isBehind = false
    if (this.#database) await visit(this.#database, 'readwrite', (store) => store.delete(this.#key))
  }

  /** The work is done: what still wants to be saved comes too late. */
  async finish(): Promise<void> {
    this.#isOver = true
    await this.forget()
  }

  /** What was begun is brought to its end. */
  close(): void {
    this.#database?.close()
    this.#database = null
  }
}

function isKept(value: unknown): value is KeptWork {
  return (
    typeof value === 'object' &&
    value !== null &&
    'tiles' in value &&
    Array.isArray(value.tiles) &&
    value.tiles.every((tile) => tile instanceof Uint8Array) &&
    'width' in value &&
    'height' in value &&
    'savedAt' in value &&
    typeof value.savedAt === 'number'
  )
}

async function forgetOld(database: IDBDatabase): Promise<void> {
  const keys = (await visit(database, 'readonly', (store) => store.getAllKeys())) ?? []
  for (const key of keys) {
    const kept = await visit<unknown>(database, 'readonly', (store) => store.get(key))
    const isOld = !isKept(kept) || Date.now() - kept.savedAt > KEPT_DAYS * DAY_MS
    if (isOld) await visit(database, 'readwrite', (store) => store.delete(key))
  }
}
