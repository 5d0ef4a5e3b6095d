import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import type { AttemptOutcome } from '#prisma/generated/enums.ts'
import type { Claim } from './claim-image.ts'
import { endImage } from './end-image.ts'
import type { Failure } from './failure.ts'
import { noteBlock } from './moderation-brake.ts'
import { statesInHand } from './view.ts'

type Failed =
  | { state: 'cancelled' }
  | {
      state: 'failed'
      failure: Failure
      outcome: AttemptOutcome
      errorCode?: string
      requestId?: string | null
    }

/** Ends a claimed image without a picture, and gives its credits back. Changes nothing when another run has taken it. */
export async function failImage(claim: Claim, failed: Failed): Promise<void> {
  const { imageId, userId, fence } = claim
  const brake = await db.$transaction(async (tx) => {
    const ended = await endImage(tx, {
      ...claim,
      where: { fence, state: { in: [...statesInHand] } },
      data: {
        state: failed.state,
        ...(failed.state === 'failed' && {
          errorCode: failed.failure.code,
          errorDetails: failed.failure.params,
        }),
      },
    })
    if (!ended) return null
    await tx.attempt.update({
      where: { imageId_fence: { imageId, fence } },
      data: {
        finishedAt: new Date(),
        ...(failed.state === 'failed'
          ? {
              outcome: failed.outcome,
              errorCode: failed.errorCode ?? failed.failure.code,
              providerRequestId: failed.requestId,
            }
          : { outcome: 'abandoned', errorCode: 'cancelled' }),
      },
    })
    const isBlocked = failed.state === 'failed' && failed.failure.code === 'moderation_blocked'
    return isBlocked ? noteBlock(tx, userId, new Date()) : null
  })
  if (brake) log.warn(brake, 'too many of this user’s pictures were blocked: braked')
}
