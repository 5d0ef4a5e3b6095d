import { fromPrisma } from 'pg-boss'
import type { Transaction } from '#lib/db.ts'
import { senderBoss } from './boss.ts'
import type { QueueName } from './queues.ts'

export interface Entry {
  data: object
  /** Not served before so many seconds have gone by. */
  startAfterSeconds?: number
  /** Higher is served first; equals in order of arrival. */
  priority?: number
  /** What can be left out of a fetch as a whole: an image's model. */
  group?: string
}

/** The channel on which workers hear that there is something to do; the payload is the queue's name. */
export const QUEUE_CHANNEL = 'huafang_queue'

/**
 * Puts entries into a queue inside the caller's transaction: they are there when it commits and never were when it
 * rolls back. Call `await senderBoss()` before the transaction begins where the first use must not slow it down.
 */
export async function enqueue(tx: Transaction, queue: QueueName, entries: Entry[]): Promise<void> {
  if (entries.length === 0) return
  const boss = await senderBoss()
  const rows = entries.map((entry) => ({
    data: entry.data,
    priority: entry.priority ?? 0,
    ...(entry.startAfterSeconds ? { startAfter: entry.startAfterSeconds } : {}),
    ...(entry.group ? { group: { id: entry.group } } : {}),
  }))
  await boss.insert(queue, rows, { db: fromPrisma(tx) })
  await tx.$executeRaw`SELECT pg_notify(${QUEUE_CHANNEL}, ${queue})`
}
