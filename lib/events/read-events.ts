import { db } from '#lib/db.ts'

export interface StoredEvent {
  seq: bigint
  /** `reset` is never stored: it tells a browser to load anew, because what it has missed cannot be replayed. */
  type: string
  data: unknown
  createdAt?: Date
}

const PAGE = 200

/** What happened to a user's things after `afterSeq`, oldest first, at most `limit`. */
export async function readEvents(userId: string, afterSeq: bigint, limit = PAGE): Promise<StoredEvent[]> {
  return db.event.findMany({
    where: { userId, seq: { gt: afterSeq } },
    orderBy: { seq: 'asc' },
    take: limit,
    select: { seq: true, type: true, data: true, createdAt: true },
  })
}

/** The number of the last event; a page that was made after reading it needs no earlier ones. */
export async function lastEventSeq(userId: string): Promise<bigint> {
  const wallet = await db.wallet.findUnique({ where: { userId }, select: { eventSeq: true } })
  return wallet?.eventSeq ?? 0n
}

export function resetAt(seq: bigint): StoredEvent {
  return { seq, type: 'reset', data: {} }
}

/** Events as they are told to one who has seen `seq`: after a gap, where rows are deleted, `reset` stands for the next. */
export function withResets(events: StoredEvent[], seq: bigint): StoredEvent[] {
  return events.map((event, index) => {
    const before = index === 0 ? seq : events[index - 1]?.seq
    return event.seq - 1n === before ? event : resetAt(event.seq)
  })
}

/** What somebody who asks now and then is told, who has seen `seq`: the same as a stream would tell. */
export async function pollEvents(userId: string, seq: bigint): Promise<StoredEvent[]> {
  // Before the rows: a number that is given out and has no row then was deleted, not just written.
  const last = await lastEventSeq(userId)
  if (seq > last) return [resetAt(last)]
  const events = withResets(await readEvents(userId, seq), seq)
  return events.length === 0 && seq < last ? [resetAt(last)] : events
}

/** Deletes events that are too old to be replayed. A browser that was away longer is told to load anew. */
export async function pruneEvents(now: Date): Promise<void> {
  await db.event.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - EVENT_KEEP_MS) } } })
}

const EVENT_KEEP_MS = 24 * 60 * 60 * 1000
