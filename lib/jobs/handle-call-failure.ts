import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import type { CallFailure } from '#lib/providers/provider.ts'
import { pauseModel, secondsUntilOpen, stopProvider } from '#lib/providers/provider-gate.ts'
import type { Claim } from './claim-image.ts'
import { failImage } from './fail-image.ts'
import { failureOf } from './failure.ts'
import { putBackImage } from './put-back-image.ts'

/** Rule 4: complete answers that another try may change are tried again twice, with back-off. */
const RETRYABLE_FAILURES_MAX = 2
/** Waiting for a provider that is busy or away costs nobody anything; but not for ever. */
const WAITED_MAX_MS = 60 * 60 * 1000
const UNREACHABLE_SECONDS = 5

/** What becomes of an image whose call failed: another turn, now or later, or its end with all credits back (rules 4 and 5). */
export async function handleCallFailure(
  claim: Claim,
  model: string,
  provider: string,
  error: CallFailure,
): Promise<void> {
  const now = new Date()
  const errorCode = error.code
  switch (error.kind) {
    case 'pause': {
      if (await isTriedTooLong(claim, now)) break
      const seconds = error.retryAfterSeconds ?? UNREACHABLE_SECONDS
      await pauseModel(provider, model, seconds, now)
      return putBackImage(claim, { startAfterSeconds: Math.ceil(seconds), outcome: 'abandoned', errorCode })
    }
    case 'account': {
      await stopProvider(provider, errorCode, now)
      const startAfterSeconds = await secondsUntilOpen(provider, model, now)
      return putBackImage(claim, { startAfterSeconds, outcome: 'abandoned', errorCode })
    }
    case 'unreachable': {
      if (await isTriedTooLong(claim, now)) break
      return putBackImage(claim, { startAfterSeconds: UNREACHABLE_SECONDS, outcome: 'abandoned', errorCode })
    }
    case 'retryable': {
      if (claim.retryableFailures >= RETRYABLE_FAILURES_MAX) break
      const startAfterSeconds = 2 * 4 ** claim.retryableFailures
      return putBackImage(claim, { startAfterSeconds, outcome: 'failed', errorCode })
    }
    case 'ambiguous': {
      if (env.AMBIGUOUS_CALLS === 'fail' || claim.ambiguousCalls > 0) break
      return putBackImage(claim, { startAfterSeconds: 1, outcome: 'ambiguous', errorCode })
    }
    case 'refused':
      break
  }
  const outcome = error.kind === 'ambiguous' ? 'ambiguous' : 'failed'
  await failImage(claim, {
    state: 'failed',
    failure: failureOf(error),
    outcome,
    errorCode,
    requestId: error.requestId,
  })
}

/** Since its own first turn: an image that stood in line for an hour has not been tried for an hour. */
async function isTriedTooLong({ imageId }: Claim, now: Date): Promise<boolean> {
  const { startedAt } = await db.image.findUniqueOrThrow({
    where: { id: imageId },
    select: { startedAt: true },
  })
  return startedAt !== null && now.getTime() - startedAt.getTime() > WAITED_MAX_MS
}
