/** The queues of the engine. A queue entry only points at a row; the row is the truth. */

export type ImageQueue = `images.${string}`
export type QueueName = ImageQueue | 'previews' | 'mail' | 'nightly'

/** Images wait in line by provider, so that one provider's trouble does not stand in another's way. */
export function imageQueue(provider: string): ImageQueue {
  return `images.${provider}`
}

export const providers = ['sandbox', 'openai'] as const

export const queueNames: readonly QueueName[] = [...providers.map(imageQueue), 'previews', 'mail', 'nightly']

/** The group of entries for images whose worker was lost; those of all others are models. */
export const RECOVERY_GROUP = 'recovery'

/** A worker that has not been heard from for so long has lost its entry, and the lease on its image. */
export const HEARTBEAT_SECONDS = 15

const DAY_SECONDS = 86_400

export const queueOptions = {
  heartbeatSeconds: HEARTBEAT_SECONDS,
  // Longer than the longest call (PROVIDER_TIMEOUT_MS) and everything around it; the heartbeat finds the dead much earlier.
  expireInSeconds: 2 * 60 * 60,
  // Rows decide when to give up, never the engine.
  retryLimit: 1000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 60,
  retentionSeconds: 365 * DAY_SECONDS,
  deleteAfterSeconds: 60 * 60,
}
