import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue } from '#lib/queue/queues.ts'
import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { Claim } from './claim-image.ts'
import { endImage } from './end-image.ts'
import { imageEntry, promoteImages } from './promote-images.ts'
import { statesInHand } from './view.ts'

interface PutBack {
  /**
   * Where it waits: `behind` its user's others, for the provider asked to wait just when it was its turn; `later`, in line again
   * when so many seconds are over; `in place`, where its queue entry still stands.
   */
  to: 'behind' | 'in place' | { laterSeconds: number }
  /** What the run's attempt was, and what it counts as against the limits of rule 4. */
  outcome: AttemptOutcome
  errorCode: string
  requestId?: string | null
  /** It was not its turn after all: the hour for which it may be put off has not begun. */
  restartsClock?: boolean
}

/**
 * Puts an image back for another try, or ends it if its user has cancelled meanwhile: there is no call to wait for any
 * more. Changes nothing when another run has taken it.
 */
export async function putBackImage(claim: Claim, options: PutBack): Promise<void> {
  const { imageId, jobId, userId, provider, fence } = claim
  const { outcome, errorCode, requestId, to } = options
  await db.$transaction(async (tx) => {
    const inHand = { fence, state: { in: [...statesInHand] } }
    const attempt = { outcome, errorCode, providerRequestId: requestId, finishedAt: new Date() }
    const cancelled = await endImage(tx, {
      ...claim,
      where: { ...inHand, cancelRequestedAt: { not: null } },
      data: { state: 'cancelled' },
    })
    if (cancelled) {
      await tx.attempt.update({ where: { imageId_fence: { imageId, fence } }, data: attempt })
      return
    }
    const laterSeconds = typeof to === 'object' ? to.laterSeconds : 0
    const [image] = await tx.image.updateManyAndReturn({
      where: { ...inHand, id: imageId },
      data: {
        state: to === 'behind' ? 'waiting' : 'queued',
        leaseUntil: null,
        ...(options.restartsClock && { startedAt: null }),
        partials: 0,
        pauses: { increment: to === 'behind' ? 1 : 0 },
        ...(laterSeconds > 0 && {
          notBefore: new Date(Date.now() + laterSeconds * 1000),
          queuedAt: new Date(),
        }),
        retryableFailures: { increment: outcome === 'failed' ? 1 : 0 },
        ambiguousCalls: { increment: outcome === 'ambiguous' ? 1 : 0 },
      },
      select: { id: true, model: true, priority: true },
    })
    if (!image) return
    await tx.attempt.update({ where: { imageId_fence: { imageId, fence } }, data: attempt })
    if (laterSeconds > 0) {
      await enqueue(tx, imageQueue(provider), [{ ...imageEntry(image), startAfterSeconds: laterSeconds }])
    }
    await promoteImages(tx, userId, provider)
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
  })
}
