import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import type { CallFailure } from '#lib/providers/provider.ts'
import { DEFAULT_PAUSE_SECONDS, pauseModel, slowDown } from '#lib/queue/provider-limits.ts'
import { stopProvider } from '#lib/queue/provider-stop.ts'
import type { Claim } from './claim-image.ts'
import { deliverStored } from './deliver-stored.ts'
import { failImage } from './fail-image.ts'
import { failureOf } from './failure.ts'
import { tellProviderStopped } from './operator/tell-provider.ts'
import { putBackImage } from './put-back-image.ts'

/** Rule 4: complete answers that another try may change are tried again twice, with back-off. */
const RETRYABLE_FAILURES_MAX = 2
/** So many times one image may stop a provider that is open again in between. */
const STOPS_OF_AN_IMAGE_MAX = 2
/** Waiting for a provider that is busy or away costs nobody anything; but not for ever. */
const WAITED_MAX_MS = 60 * 60 * 1000

/**
 * What becomes of an image whose call failed: another turn, now or later, or its end with all credits back (rules 4 and 5).
 * @param calledAt when the call left
 */
export async function handleCallFailure(claim: Claim, error: CallFailure, calledAt: Date): Promise<void> {
  const { provider, model } = claim
  const now = new Date()
  const errorCode = error.code
  const { requestId } = error
  switch (error.kind) {
    case 'pause': {
      const seconds = error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS
      await slowDown(provider, model, { code: errorCode, seconds, calledAt, rateLimit: error.rateLimit })
      if (await isTriedTooLong(claim, now)) break
      return putBackImage(claim, { to: 'behind', outcome: 'abandoned', errorCode, requestId })
    }
    case 'account': {
      if (await isItselfTheReason(claim, errorCode)) break
      await stop(provider, errorCode, calledAt, now)
      const outcome = 'abandoned'
      return putBackImage(claim, { to: 'behind', outcome, errorCode, requestId, restartsClock: true })
    }
    case 'unreachable': {
      await pauseModel(provider, model, DEFAULT_PAUSE_SECONDS, 'unreachable')
      if (await isTriedTooLong(claim, now)) break
      return putBackImage(claim, { to: 'behind', outcome: 'abandoned', errorCode })
    }
    case 'retryable': {
      if (claim.retryableFailures >= RETRYABLE_FAILURES_MAX) break
      const backOffSeconds = 2 * 4 ** claim.retryableFailures
      const to = { laterSeconds: Math.max(backOffSeconds, Math.ceil(error.retryAfterSeconds ?? 0)) }
      return putBackImage(claim, { to, outcome: 'failed', errorCode, requestId })
    }
    case 'ambiguous': {
      if (env.AMBIGUOUS_CALLS === 'fail' || claim.ambiguousCalls > 0) break
      // The picture was made; that it could not be fetched is no reason to have another made.
      if (errorCode === 'download_failed') break
      return putBackImage(claim, { to: { laterSeconds: 1 }, outcome: 'ambiguous', errorCode, requestId })
    }
    case 'refused':
      break
  }
  // A worker that was given up may have stored its picture since.
  if (await deliverStored(claim)) return
  const outcome = error.kind === 'ambiguous' ? 'ambiguous' : 'failed'
  await failImage(claim, { state: 'failed', failure: failureOf(error), outcome, errorCode, requestId })
}

/**
 * Whether this image was refused so several times before while its provider takes others: then it is not the account, and it would stop
 * everybody's work again and again.
 */
async function isItselfTheReason({ imageId, provider }: Claim, errorCode: string): Promise<boolean> {
  const before = await db.attempt.count({ where: { imageId, errorCode, outcome: 'abandoned' } })
  if (before < STOPS_OF_AN_IMAGE_MAX) return false
  return (await db.providerState.count({ where: { provider, stoppedAt: { not: null } } })) === 0
}

async function stop(provider: string, reason: string, calledAt: Date, now: Date): Promise<void> {
  await db.$transaction(async (tx) => {
    const isNew = await stopProvider(tx, provider, reason, calledAt)
    if (isNew) await tellProviderStopped(tx, { provider, reason, now })
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
