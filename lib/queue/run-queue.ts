import type { PgBoss } from 'pg-boss'
import { log } from '#lib/log.ts'
import { HEARTBEAT_SECONDS, type QueueName } from './queues.ts'

export interface QueueRun {
  /** Looks for entries now: called when a notification came. */
  wake(): void
  /** Takes no more entries, and resolves when those in hand have ended or `graceMs` is over. */
  drain(graceMs: number): Promise<void>
}

interface Options {
  boss: PgBoss
  queue: QueueName
  /** How many entries are worked on at once. */
  slots: number
  /** Works on one entry. When it throws, the engine serves the entry again with back-off. */
  handle: (data: unknown, turn: Turn) => Promise<void>
  /** Asked before each fetch: what may be taken now. Without it everything may. */
  room?: () => Promise<Room>
  /** Called at a third of the heartbeat for entries in hand, to extend what else they hold. */
  onHeartbeat?: (data: unknown[]) => Promise<void>
  /** Called before each look for entries, whatever came of the last: while it is called, the loop turns. */
  onTurn?: () => void
  pollMs?: number
  heartbeatMs?: number
}

export interface Turn {
  /**
   * To be called when the work has taken its room (or needs none), so that the next look at the room counts it. Work that ends
   * without calling it has done so.
   */
  begun(): void
  /** Nothing was done: the entry goes back to where it was in line. */
  keepPlace(): void
  /** Aborted when the worker is stopping: what has not begun in earnest should keep its place. */
  stopping: AbortSignal
}

export interface Room {
  /** Groups whose entries may not be taken. */
  closedGroups: string[]
  /** How many entries may be taken at most. */
  batch: number
  /** When to look again, if that is known; null leaves it to wake-ups and the regular look. */
  opensInMs: number | null
}

interface Entry {
  id: string
  retryCount: number
  data: unknown
}

const everything: Room = { closedGroups: [], batch: Number.POSITIVE_INFINITY, opensInMs: null }

/**
 * Serves a queue: fetches as many entries as there are free slots, when woken, when a slot becomes free, and every
 * `pollMs` for what no notification told of.
 */
export function runQueue(options: Options): QueueRun {
  const { boss, queue, slots, handle, room, onHeartbeat, onTurn, pollMs = 1000 } = options
  const { heartbeatMs = (HEARTBEAT_SECONDS * 1000) / 3 } = options
  const inHand = new Map<string, Entry>()
  const stopping = new AbortController()
  let stopped = false
  let opening: NodeJS.Timeout | undefined
  let fetching: Promise<void> | undefined
  let again = false
  let drained: (() => void) | undefined

  async function fail(entry: Entry, message: string): Promise<void> {
    await boss.fail(queue, entry, { message }).catch((err: unknown) => {
      // Its heartbeat ends with this process's interest in it, and then the engine serves it again.
      log.error({ err, queue, entry: entry.id }, 'could not give a queue entry back')
    })
  }

  /** Puts an entry where it was in line: the engine orders by creation, which this keeps, and counts no failure. */
  async function putBack(entry: Entry): Promise<void> {
    try {
      await boss.cancel(queue, entry.id)
      await boss.resume(queue, entry.id)
    } catch (err) {
      log.error({ err, queue, entry: entry.id }, 'could not put a queue entry back in line')
    }
  }

  async function work(entry: Entry, begun: () => void): Promise<void> {
    const keepPlace = () => {
      keepsPlace = true
    }
    let keepsPlace = false
    try {
      await handle(entry.data, { begun, keepPlace, stopping: stopping.signal })
      if (keepsPlace) await putBack(entry)
      else await boss.complete(queue, entry)
    } catch (error) {
      log.error({ err: error, queue, entry: entry.id }, 'queue entry failed')
      await fail(entry, error instanceof Error ? error.message : String(error))
    } finally {
      begun()
      inHand.delete(entry.id)
      if (stopped && inHand.size === 0) drained?.()
      // What kept its place would be fetched again at once, and again: it waits for the next look.
      if (!keepsPlace) wake()
    }
  }

  async function fetchFree(): Promise<void> {
    do {
      again = false
      // Not after the last one only: under load one round follows the other for minutes.
      onTurn?.()
      const free = slots - inHand.size
      if (stopped || free <= 0) return
      const { closedGroups, batch, opensInMs } = (await room?.()) ?? everything
      clearTimeout(opening)
      if (opensInMs !== null) opening = setTimeout(wake, opensInMs + 1)
      const batchSize = Math.min(free, batch)
      if (batchSize <= 0) return
      const ignoreGroups = closedGroups.length > 0 ? closedGroups : null
      const entries = await boss.fetch<unknown>(queue, { batchSize, includeMetadata: true, ignoreGroups })
      // Asked for before the drain, answered after it: a call begun now would be cut off in the middle.
      if (stopped) return void (await Promise.all(entries.map(putBack)))
      const beginnings = entries.map(({ id, retryCount, data }) => {
        const { promise, resolve } = Promise.withResolvers<void>()
        const entry = { id, retryCount, data }
        inHand.set(id, entry)
        void work(entry, resolve)
        return promise
      })
      // Else the next look at the room would not see what these take of it.
      if (room) await Promise.all(beginnings)
      if (entries.length === batchSize) again = true
    } while (again)
  }

  function wake(): void {
    if (stopped) return
    if (fetching) {
      again = true
      return
    }
    fetching = fetchFree()
      .catch((err: unknown) => log.error({ err, queue }, 'could not fetch from the queue'))
      .finally(() => {
        fetching = undefined
        if (again) wake()
      })
  }

  async function beat(): Promise<void> {
    if (inHand.size === 0) return
    const entries = [...inHand.values()]
    // Side by side: an engine that does not answer must not cost the images their leases.
    const beats = [boss.touch(queue, entries), onHeartbeat?.(entries.map((entry) => entry.data))]
    for (const beaten of await Promise.allSettled(beats))
      if (beaten.status === 'rejected') throw beaten.reason
  }

  const poll = setInterval(wake, pollMs)
  const heartbeat = setInterval(
    () => beat().catch((err: unknown) => log.error({ err, queue }, 'heartbeat failed')),
    heartbeatMs,
  )
  wake()

  return {
    wake,
    async drain(graceMs) {
      stopped = true
      stopping.abort()
      clearInterval(poll)
      clearTimeout(opening)
      const grace = new Promise<void>((resolve) => setTimeout(resolve, graceMs).unref())
      // A database that swallows what it is sent may never answer the last fetch.
      await Promise.race([fetching, grace])
      if (inHand.size > 0) {
        const done = new Promise<void>((resolve) => {
          drained = resolve
        })
        await Promise.race([done, grace])
      }
      clearInterval(heartbeat)
    },
  }
}
