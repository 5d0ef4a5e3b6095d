import { createHash } from 'node:crypto'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { log } from '#lib/log.ts'
import { CallFailure, type ImageAnswer, type Provider } from '#lib/providers/provider.ts'
import { reopenProvider, secondsUntilOpen } from '#lib/providers/provider-gate.ts'
import { storage } from '#lib/storage/storage.ts'
import { findStoredAnswer, partialKey, storeAnswer } from './attempt-storage.ts'
import { type Claim, claimImage } from './claim-image.ts'
import { deliverImage } from './deliver-image.ts'
import { failImage } from './fail-image.ts'
import type { Failure } from './failure.ts'
import { handleCallFailure } from './handle-call-failure.ts'
import { paramsOf } from './params-of.ts'
import { putBackImage } from './put-back-image.ts'
import { statesInHand } from './view.ts'

/** An image whose runs all end in a crash must not be run for ever with its credits held. */
const LOST_RUNS_MAX = 10

export interface RunOptions {
  imageId: string
  workerId: string
  /** Null for an image that waits for a provider which this site does not use any more. */
  provider: Provider | null
}

/**
 * Takes one image from the queue to its end, or to a later turn: claim, prepare, call, store, settle (design, section 4).
 * Every outcome is written by a row before this returns; when it throws, the engine serves the entry again.
 */
export async function runImage({ imageId, workerId, provider }: RunOptions): Promise<void> {
  const claim = await claimImage(imageId, workerId)
  if (!claim) return refuseWhileInHand(imageId)
  const logger = log.child({ imageId, jobId: claim.jobId, fence: claim.fence })

  if (await isHopeless(claim)) return failImage(claim, unfinished('internal'))
  if (await deliverWhatIsStored(claim)) return
  if (claim.cancelRequested) return failImage(claim, { state: 'cancelled' })
  if (claim.ambiguousCalls > (env.AMBIGUOUS_CALLS === 'retry' ? 1 : 0)) {
    return failImage(claim, unfinished('no_answer'))
  }
  if (!provider) return failImage(claim, unfinished('provider_unavailable'))

  const job = await db.job.findUniqueOrThrow({
    where: { id: claim.jobId },
    select: { model: true, prompt: true, params: true },
  })
  const waitSeconds = await secondsUntilOpen(provider.id, job.model, new Date())
  if (waitSeconds > 0) {
    return putBackImage(claim, { startAfterSeconds: waitSeconds, outcome: 'abandoned', errorCode: 'paused' })
  }
  if (!(await beginCall(claim))) return failImage(claim, { state: 'cancelled' })

  let answer: ImageAnswer
  try {
    answer = await provider.generate({
      model: job.model,
      prompt: job.prompt,
      params: paramsOf(job.params),
      safetyIdentifier: createHash('sha256').update(`huafang:${claim.userId}`).digest('hex').slice(0, 32),
      onPartial: (index, bytes) => storePartial(claim, index, bytes),
    })
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    logger.warn({ kind: error.kind, code: error.code, requestId: error.requestId, err: error }, 'call failed')
    return handleCallFailure(claim, job.model, provider.id, error)
  }
  await Promise.all([
    storeAnswer(imageId, claim.fence, answer),
    beginStoring(claim),
    reopenProvider(provider.id),
  ])
  await deliverImage(claim, answer, claim.fence)
  logger.info({ requestId: answer.requestId }, 'image delivered')
}

/** The end of an image for which no call leaves in this run. */
function unfinished(code: Failure['code']) {
  return { state: 'failed', failure: { code, params: {} }, outcome: 'abandoned' } as const
}

async function isHopeless({ imageId, fence }: Claim): Promise<boolean> {
  if (fence <= LOST_RUNS_MAX) return false
  return (await db.attempt.count({ where: { imageId, errorCode: 'worker_lost' } })) >= LOST_RUNS_MAX
}

/**
 * Keeps the queue entry of an image that another run still holds: that run may have died (its lease will end) or thrown,
 * and this entry may be the only one. Given up, the image would stand still for ever with its credits held.
 */
async function refuseWhileInHand(imageId: string): Promise<void> {
  const inHand = await db.image.count({
    where: { id: imageId, state: { in: [...statesInHand] } },
  })
  if (inHand > 0) throw new Error('another run has this image: to be asked again when its lease may be over')
}

/** Recovery looks into storage first: the picture of a call whose worker was lost may be there, whole. */
async function deliverWhatIsStored(claim: Claim): Promise<boolean> {
  if (claim.ambiguousCalls === 0) return false
  const lost = await db.attempt.findMany({
    where: { imageId: claim.imageId, outcome: 'ambiguous' },
    select: { fence: true },
  })
  for (const { fence } of lost) {
    const answer = await findStoredAnswer(claim.imageId, fence)
    if (answer) {
      await deliverImage(claim, answer, fence)
      return true
    }
  }
  return false
}

/**
 * Commits that the call is about to leave: from here on, an end without an answer is ambiguous.
 * @returns false when the user cancelled, or another run has the image
 */
async function beginCall({ imageId, jobId, userId, fence }: Claim): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
    const calledAt = new Date()
    const begun = await tx.image.updateMany({
      where: { id: imageId, fence, state: 'preparing', cancelRequestedAt: null },
      data: { state: 'calling', calledAt },
    })
    if (begun.count === 0) return false
    await tx.attempt.update({ where: { imageId_fence: { imageId, fence } }, data: { calledAt } })
    return true
  })
}

async function beginStoring({ imageId, jobId, userId, fence }: Claim): Promise<void> {
  await db.$transaction(async (tx) => {
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
    await tx.image.updateMany({ where: { id: imageId, fence, state: 'calling' }, data: { state: 'storing' } })
  })
}

async function storePartial(
  { imageId, jobId, userId, fence }: Claim,
  index: number,
  bytes: Uint8Array,
): Promise<void> {
  // A preview is a courtesy: when it cannot be kept, the picture itself still may.
  try {
    await storage.put(partialKey(imageId, fence, index), bytes)
    await db.$transaction(async (tx) => {
      await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
      await tx.image.updateMany({
        where: { id: imageId, fence, state: 'calling' },
        data: { partials: index + 1 },
      })
    })
  } catch (err) {
    log.warn({ err, imageId }, 'could not keep a partial preview')
  }
}
