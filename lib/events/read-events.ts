import { db } from '#lib/db.ts'

export interface StoredEvent {
  seq: bigint
  type: string
  data: unknown
}

/** What happened to a user's things after `afterSeq`, oldest first, at most `limit`. */
export async function readEvents(userId: string, afterSeq: bigint, limit = 200): Promise<StoredEvent[]> {
  return db.event.findMany({
    where: { userId, seq: { gt: afterSeq } },
    orderBy: { seq: 'asc' },
    take: limit,
    select: { seq: true, type: true, data: true },
  })
}

/** The number of the last event; a page that was made after reading it needs no earlier ones. */
export async function lastEventSeq(userId: string): Promise<bigint> {
  const wallet = await db.wallet.findUnique({ where: { userId }, select: { eventSeq: true } })
  return wallet?.eventSeq ?? 0n
}

/** Deletes events that are too old to be replayed. A browser that was away longer is told to load anew. */
export async function pruneEvents(now: Date): Promise<void> {
  await db.event.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - EVENT_KEEP_MS) } } })
}

const EVENT_KEEP_MS = 24 * 60 * 60 * 1000
