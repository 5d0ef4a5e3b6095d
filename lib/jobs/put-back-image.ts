import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue } from '#lib/queue/queues.ts'
import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { Claim } from './claim-image.ts'
import { endImage } from './end-image.ts'
import { statesInHand } from './view.ts'

interface PutBack {
  startAfterSeconds: number
  /** What the run's attempt was, and what it counts as against the limits of rule 4. */
  outcome: AttemptOutcome
  errorCode: string
}

/**
 * Puts an image back in line for another try, or ends it if its user has cancelled meanwhile: there is no call to wait for any
 * more. Changes nothing when another run has taken it.
 */
export async function putBackImage(claim: Claim, options: PutBack): Promise<void> {
  const { imageId, jobId, userId, provider, fence } = claim
  const { outcome, errorCode, startAfterSeconds } = options
  await db.$transaction(async (tx) => {
    const inHand = { fence, state: { in: [...statesInHand] } }
    const attempt = { outcome, errorCode, finishedAt: new Date() }
    const cancelled = await endImage(tx, {
      ...claim,
      where: { ...inHand, cancelRequestedAt: { not: null } },
      data: { state: 'cancelled' },
    })
    if (cancelled) {
      await tx.attempt.update({ where: { imageId_fence: { imageId, fence } }, data: attempt })
      return
    }
    const put = await tx.image.updateMany({
      where: { ...inHand, id: imageId },
      data: {
        state: 'queued',
        leaseUntil: null,
        partials: 0,
        retryableFailures: { increment: outcome === 'failed' ? 1 : 0 },
        ambiguousCalls: { increment: outcome === 'ambiguous' ? 1 : 0 },
      },
    })
    if (put.count === 0) return
    await tx.attempt.update({
      where: { imageId_fence: { imageId, fence } },
      data: attempt,
    })
    await enqueue(tx, imageQueue(provider), [{ data: { imageId }, startAfterSeconds }])
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
  })
}
