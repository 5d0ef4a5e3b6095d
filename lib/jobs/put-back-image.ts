import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue } from '#lib/queue/queues.ts'
import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { Claim } from './claim-image.ts'

interface PutBack {
  startAfterSeconds: number
  /** What the run's attempt was, and what it counts as against the limits of rule 4. */
  outcome: AttemptOutcome
  errorCode: string
}

/** Puts an image back in line for another try. Changes nothing when another run has taken it meanwhile. */
export async function putBackImage(claim: Claim, options: PutBack): Promise<void> {
  const { imageId, jobId, userId, provider, fence } = claim
  const { outcome, errorCode, startAfterSeconds } = options
  await db.$transaction(async (tx) => {
    await lockWallet(tx, userId)
    const put = await tx.image.updateMany({
      where: { id: imageId, fence, state: { in: ['preparing', 'calling', 'storing'] } },
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
      data: { outcome, errorCode, finishedAt: new Date() },
    })
    await enqueue(tx, imageQueue(provider), [{ data: { imageId }, startAfterSeconds }])
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
  })
}
