import { z } from 'zod'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { HEARTBEAT_SECONDS } from '#lib/queue/queues.ts'
import { promoteImages } from './promote-images.ts'

const claimSchema = z.object({
  fence: z.number(),
  earlierState: z.string(),
  ambiguousCalls: z.number(),
  retryableFailures: z.number(),
  cancelRequested: z.boolean(),
})

export interface Claim {
  imageId: string
  jobId: string
  userId: string
  provider: string
  model: string
  /** Every write of this run carries it; a run with an older one changes nothing. */
  fence: number
  ambiguousCalls: number
  retryableFailures: number
  cancelRequested: boolean
  /** Its worker was lost: its entry is one that the sweeper made. */
  wasLost: boolean
}

/**
 * Takes an image for this worker: raises the fence, begins an attempt, lets the user's next image into the engine.
 * An image whose worker was lost in the middle may be taken once its lease is over; if that worker's call had left, the
 * call is written down as ambiguous in the same transaction, so that no crash of ours can make it forgotten.
 * @returns null when there is nothing to do: ended, cancelled, or another worker has it
 */
export async function claimImage(imageId: string, workerId: string): Promise<Claim | null> {
  const image = await db.image.findUnique({
    where: { id: imageId },
    select: { jobId: true, userId: true, provider: true, model: true },
  })
  if (!image) return null
  const { jobId, userId, provider, model } = image

  return db.$transaction(async (tx) => {
    // Lock order: job, then wallet, then images.
    await tx.$queryRaw`SELECT 1 FROM jobs WHERE id = ${jobId}::uuid FOR UPDATE`
    await lockWallet(tx, userId)
    const rows = await tx.$queryRaw<unknown[]>`
      WITH earlier AS (SELECT id, state FROM images WHERE id = ${imageId}::uuid FOR UPDATE)
      UPDATE images SET
        state = 'preparing',
        fence = fence + 1,
        lease_until = now() + make_interval(secs => ${HEARTBEAT_SECONDS}),
        started_at = coalesce(started_at, now()),
        called_at = NULL,
        not_before = NULL,
        partials = 0,
        ambiguous_calls = ambiguous_calls + (earlier.state IN ('calling', 'storing'))::int
      FROM earlier
      WHERE images.id = earlier.id
        AND (earlier.state = 'queued'
          OR (earlier.state IN ('preparing', 'calling', 'storing') AND lease_until < now()))
      RETURNING fence, earlier.state AS "earlierState", ambiguous_calls AS "ambiguousCalls",
        retryable_failures AS "retryableFailures", cancel_requested_at IS NOT NULL AS "cancelRequested"`
    if (rows.length === 0) return null
    const { earlierState, ...claim } = claimSchema.parse(rows[0])
    if (earlierState !== 'queued') {
      await tx.attempt.updateMany({
        where: { imageId, fence: claim.fence - 1, outcome: 'running' },
        data: {
          outcome: earlierState === 'preparing' ? 'abandoned' : 'ambiguous',
          errorCode: 'worker_lost',
          finishedAt: new Date(),
        },
      })
    }
    await tx.attempt.create({ data: { imageId, fence: claim.fence, workerId } })
    await promoteImages(tx, userId, provider)
    await tx.job.updateMany({ where: { id: jobId, state: 'queued' }, data: { state: 'running' } })
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
    return { imageId, jobId, userId, provider, model, ...claim, wasLost: earlierState !== 'queued' }
  })
}

/** Extends the leases of images in hand, together with the heartbeat of their queue entries. */
export async function extendLeases(imageIds: string[], workerId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE images SET lease_until = now() + make_interval(secs => ${HEARTBEAT_SECONDS})
    FROM attempts
    WHERE images.id = ANY(${imageIds}::uuid[]) AND images.state IN ('preparing', 'calling', 'storing')
      AND attempts.image_id = images.id AND attempts.fence = images.fence AND attempts.worker_id = ${workerId}`
}
