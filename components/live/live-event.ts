/** What the server tells of a user's things. `reset`: load anew, for what was missed cannot be told any more. */
export interface LiveEvent {
  type: 'image' | 'job' | 'wallet' | 'pictures' | 'reset'
  jobId?: string
  /** Decimal; absent where the event has no number to go on from. */
  seq?: string
}

export const liveEventTypes = ['image', 'job', 'wallet', 'pictures', 'reset'] as const

/** @param data the event's content, as parsed JSON from our own server; of it only the job's id is of use here */
export function liveEvent(type: LiveEvent['type'], seq: string, data: unknown): LiveEvent {
  const event: LiveEvent = seq === '' ? { type } : { type, seq }
  const jobId = typeof data === 'object' && data !== null && 'jobId' in data ? data.jobId : undefined
  return typeof jobId === 'string' ? { ...event, jobId } : event
}
