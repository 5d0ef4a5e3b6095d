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
  handle: (data: unknown) => Promise<void>
  /** Called at a third of the heartbeat for entries in hand, to extend what else they hold. */
  onHeartbeat?: (data: unknown[]) => Promise<void>
  pollMs?: number
  heartbeatMs?: number
}

interface Entry {
  id: string
  retryCount: number
  data: unknown
}

/**
 * Serves a queue: fetches as many entries as there are free slots, when woken, when a slot becomes free, and every
 * `pollMs` for what no notification told of.
 */
export function runQueue(options: Options): QueueRun {
  const { boss, queue, slots, handle, onHeartbeat, pollMs = 1000 } = options
  const { heartbeatMs = (HEARTBEAT_SECONDS * 1000) / 3 } = options
  const inHand = new Map<string, Entry>()
  let stopped = false
  let fetching: Promise<void> | undefined
  let again = false
  let drained: (() => void) | undefined

  async function giveBack(entry: Entry, message: string): Promise<void> {
    await boss.fail(queue, entry, { message }).catch((err: unknown) => {
      // Its heartbeat ends with this process's interest in it, and then the engine serves it again.
      log.error({ err, queue, entry: entry.id }, 'could not give a queue entry back')
    })
  }

  async function work(entry: Entry): Promise<void> {
    try {
      await handle(entry.data)
      await boss.complete(queue, entry)
    } catch (error) {
      log.error({ err: error, queue, entry: entry.id }, 'queue entry failed')
      await giveBack(entry, error instanceof Error ? error.message : String(error))
    } finally {
      inHand.delete(entry.id)
      if (stopped && inHand.size === 0) drained?.()
      wake()
    }
  }

  async function fetchFree(): Promise<void> {
    do {
      again = false
      const free = slots - inHand.size
      if (stopped || free <= 0) return
      const entries = await boss.fetch<unknown>(queue, { batchSize: free, includeMetadata: true })
      // Asked for before the drain, answered after it: a call begun now would be cut off in the middle.
      if (stopped) return void (await Promise.all(entries.map((entry) => giveBack(entry, 'worker stopped'))))
      for (const { id, retryCount, data } of entries) {
        inHand.set(id, { id, retryCount, data })
        void work({ id, retryCount, data })
      }
      if (entries.length === free) again = true
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
    await boss.touch(queue, entries)
    await onHeartbeat?.(entries.map((entry) => entry.data))
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
      clearInterval(poll)
      await fetching
      if (inHand.size > 0) {
        await new Promise<void>((resolve) => {
          drained = resolve
          setTimeout(resolve, graceMs).unref()
        })
      }
      clearInterval(heartbeat)
    },
  }
}
