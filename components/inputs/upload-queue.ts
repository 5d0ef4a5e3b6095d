import { ApiError } from '#components/queries/api.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { FileRefusal } from './file-refusal.ts'

/** A picture that is to come: a file, or one of the user's own pictures. */
export interface Wanted {
  name: string
  /** What to show of it until it is there: the file itself, or where a small picture of it is. */
  preview: Blob | string
  /** The upload whose place it takes. */
  replaces: string | null
  /** Nobody sees it come: that it is there is told. */
  isTold?: boolean
  /** @throws ApiError; anything else that is thrown counts as a lost line */
  run: (onShare: (share: number) => void, signal: AbortSignal) => Promise<UploadView>
}

export interface Coming extends Wanted {
  /** Counts up in the order in which they were wanted. */
  key: number
  /** `lost`: no line, tried again by itself. `refused`: the server said why. */
  state: 'waiting' | 'sending' | 'lost' | 'refused'
  /** How much of it is sent, from 0 to 1. */
  share: number
  error: unknown
  /** How often it found no line. */
  losses: number
}

/** So many are sent at a time: more would not be faster, and each takes its share of the server's memory. */
const PARALLEL = 3
export const RESEND_MS = 4_000
/** So often in a row, with a line, is no lost line: the file may be gone. */
const LOSSES_MAX = 5

/**
 * Pictures on their way, each by itself: one that is refused, lost or cancelled holds up no other.
 * @param onDone hears of each that has come, in the order in which they come
 */
export function createUploadQueue(onDone: (upload: UploadView, coming: Coming) => void) {
  let items: readonly Coming[] = []
  let lastKey = 0
  let isOpen = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const listeners = new Set<() => void>()
  const running = new Map<number, AbortController>()

  function change(to: readonly Coming[]): void {
    items = to
    for (const listener of listeners) listener()
    clearTimeout(timer)
    const isComing = isOpen && items.some(({ state }) => state !== 'refused')
    window[isComing ? 'addEventListener' : 'removeEventListener']('beforeunload', askFirst)
    if (isOpen && items.some(({ state }) => state === 'lost')) timer = setTimeout(again, RESEND_MS)
  }

  function set(key: number, to: Partial<Coming>): void {
    change(items.map((item) => (item.key === key ? { ...item, ...to } : item)))
  }

  function remove(key: number): Coming | undefined {
    const item = items.find((each) => each.key === key)
    change(items.filter((each) => each.key !== key))
    return item
  }

  function next(): void {
    if (!isOpen) return
    for (const item of items) {
      if (running.size >= PARALLEL) return
      if (item.state === 'waiting' && !running.has(item.key)) void send(item)
    }
  }

  async function send({ key, run }: Coming): Promise<void> {
    const stop = new AbortController()
    running.set(key, stop)
    set(key, { state: 'sending', share: 0, error: null })
    try {
      const upload = await run((share) => !stop.signal.aborted && set(key, { share }), stop.signal)
      const item = stop.signal.aborted ? undefined : remove(key)
      if (item) onDone(upload, item)
    } catch (error) {
      if (!stop.signal.aborted) fail(key, error)
    } finally {
      // One that was taken back may be on its way again.
      if (running.get(key) === stop) running.delete(key)
      next()
    }
  }

  function fail(key: number, error: unknown): void {
    const losses = (items.find((item) => item.key === key)?.losses ?? 0) + 1
    const isGivenUp = losses >= LOSSES_MAX && navigator.onLine
    set(key, { state: isLost(error) && !isGivenUp ? 'lost' : 'refused', error, losses })
  }

  function again(): void {
    change(items.map((item) => (item.state === 'lost' ? { ...item, state: 'waiting' } : item)))
    next()
  }

  return {
    items: () => items,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(wanted: readonly Wanted[]): void {
      const added = wanted.map((each): Coming => {
        lastKey += 1
        return { ...each, key: lastKey, state: 'waiting', share: 0, error: null, losses: 0 }
      })
      change([...items, ...added])
      next()
    },
    /** Takes back one that is on its way, or puts one away that was refused. */
    cancel(key: number): void {
      running.get(key)?.abort(new DOMException('Cancelled', 'AbortError'))
      remove(key)
    },
    retry(key: number): void {
      const item = items.find((each) => each.key === key)
      if (!item || running.has(key)) return
      const again: Coming = { ...item, state: 'waiting', error: null, losses: 0 }
      if (item.state === 'refused') {
        // What came since stays where it is.
        lastKey += 1
        change([...items.filter((each) => each !== item), { ...again, key: lastKey }])
      } else change(items.map((each) => (each === item ? again : each)))
      next()
    },
    /** Tries again what found no line, until this is ended by what it returns; then nothing is sent any more. */
    open(): () => void {
      isOpen = true
      window.addEventListener('online', again)
      change(items)
      next()
      return () => {
        isOpen = false
        clearTimeout(timer)
        window.removeEventListener('online', again)
        for (const stop of running.values()) stop.abort(new DOMException('The page was left', 'AbortError'))
        running.clear()
        change(items.map((item) => (item.state === 'sending' ? { ...item, state: 'waiting' } : item)))
      }
    },
  }
}

/** Who leaves the page now would lose what has not come yet. */
function askFirst(event: Event): void {
  event.preventDefault()
}

export type UploadQueue = ReturnType<typeof createUploadQueue>

/** Whether the same again may well succeed, with nothing changed. */
function isLost(error: unknown): boolean {
  if (error instanceof FileRefusal) return false
  return !(error instanceof ApiError) || error.code === 'network'
}
