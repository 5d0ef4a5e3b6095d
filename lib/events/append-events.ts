import type { Transaction } from '#lib/db.ts'

/** Ids only: what a browser may know it asks for, and is then answered by the rows. */
export type NewEvent =
  | { type: 'image'; data: { jobId: string; imageId: string } }
  | { type: 'job'; data: { jobId: string } }
  | { type: 'wallet'; data: Record<string, never> }
  /** Something in the library: which, a page that shows it asks. */
  | { type: 'pictures'; data: Record<string, never> }

/** The channel on which web processes hear that a user (the payload) has new events. */
export const EVENTS_CHANNEL = 'huafang_events'

/** Appends events in the caller's transaction and takes the user's wallet lock until it ends (lock order: job before wallet). */
export async function appendEvents(tx: Transaction, userId: string, events: NewEvent[]): Promise<void> {
  if (events.length === 0) return
  await tx.$executeRaw`SELECT append_events(${userId}::uuid, ${JSON.stringify(events)}::jsonb)`
}
