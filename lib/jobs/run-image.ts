import { setTimeout as sleep } from 'node:timers/promises'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { log } from '#lib/log.ts'
import { countClaim, observeOwnTime } from '#lib/metrics/observe.ts'
import { CallFailure, type ImageAnswer, type Provider } from '#lib/providers/provider.ts'
import type { Turn } from '#lib/queue/run-queue.ts'
import { span } from '#lib/trace.ts'
import { storeAnswer } from './attempt-storage.ts'
import { beginCall, callProvider } from './call-provider.ts'
import { type Claim, claimImage } from './claim-image.ts'
import { composeImage, composeSelect } from './compose-image.ts'
import { deliverImage } from './deliver-image.ts'
import { deliverStored } from './deliver-stored.ts'
import { failImage } from './fail-image.ts'
import type { Failure } from './failure.ts'
import { handleCallFailure } from './handle-call-failure.ts'
import { noteCallSuccess } from './note-call-success.ts'
import { inputFileSelect, openInputs } from './open-inputs.ts'
import { putBackImage } from './put-back-image.ts'

/** An image whose runs all end in a crash must not be run for ever with its credits held. */
const LOST_RUNS_MAX = 10

export interface RunOptions {
  imageId: string
  workerId: string
  /** Null for an image that waits for a provider which this site does not use any more. */
  provider: Provider | null
  turn: Turn
  /** The trace of the request that made the job, if there is one. */
  traceparent?: string | undefined
}

/**
 * Takes one image from the queue to its end, or to a later turn: claim, prepare, call, store, settle (design, section 4).
 * Every outcome is written by a row before this returns; when it throws, the engine serves the entry again.
 */
export async function runImage(options: RunOptions): Promise<void> {
  const { imageId, workerId, turn } = options
  await span(
    'image',
    { imageId },
    async (current) => {
      const claim = await span('image.claim', { imageId }, () => claimImage(imageId, workerId))
      turn.begun()
      // Ended, or another run has it; should that one be lost, the sweeper finds the image when its lease is over.
      if (!claim) return
      countClaim(claim.provider)
      current.set({ jobId: claim.jobId, fence: claim.fence })
      await runClaimed(claim, options)
    },
    { parent: options.traceparent },
  )
}

async function runClaimed(claim: Claim, { provider, turn }: RunOptions): Promise<void> {
  const { imageId, jobId, fence } = claim
  const logger = log.child({ imageId, jobId, fence })
  const startedMs = performance.now()

  if (await isHopeless(claim)) return failImage(claim, unfinished('internal'))
  if (await deliverStored(claim)) return
  if (claim.cancelRequested) return failImage(claim, { state: 'cancelled' })
  if (claim.ambiguousCalls > (env.AMBIGUOUS_CALLS === 'retry' ? 1 : 0)) {
    return failImage(claim, unfinished('no_answer'))
  }
  if (!provider) return failImage(claim, unfinished('provider_gone'))

  // Read before the call is said to have left: a database that fails now must not look like a call without an answer.
  const job = await db.job.findUniqueOrThrow({
    where: { id: jobId },
    select: { ...composeSelect, prompt: true, params: true, inputs: inputFileSelect },
  })
  const files = await openInputs(job.inputs)
  if (!files) return failImage(claim, unfinished('input_missing'))
  const asked = { prompt: job.prompt, params: paramsOf(job.params), ...files }
  if (turn.stopping.aborted) return keepInLine(claim, turn, 'worker_stopped')
  const calledAt = await beginCall(claim)
  if (calledAt === 'cancelled') return failImage(claim, { state: 'cancelled' })
  if (calledAt === 'closed') return keepInLine(claim, turn, 'no_room')

  const callStartedMs = performance.now()
  let answer: ImageAnswer
  try {
    answer = await callProvider(claim, asked, provider)
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    logger[error.level](
      { kind: error.kind, code: error.code, requestId: error.requestId, err: error },
      'call failed',
    )
    return insist(() => handleCallFailure(claim, error, calledAt))
  }
  const callMs = performance.now() - callStartedMs
  await span('image.store', { imageId }, () =>
    Promise.all([
      storeAnswer(imageId, fence, answer),
      beginStoring(claim),
      noteCallSuccess(claim, answer, calledAt),
    ]),
  )
  await span('image.settle', { imageId }, async () => {
    const made = { imageId, storedFence: fence, answer: answer.bytes }
    const composedKey = await composeImage(job, made)
    await insist(() => deliverImage(claim, answer, { fence, composedKey }))
  })
  observeOwnTime((performance.now() - startedMs - callMs) / 1000)
  logger.info({ requestId: answer.requestId }, 'image delivered')
}

async function keepInLine(claim: Claim, turn: Turn, errorCode: string): Promise<void> {
  // An entry for recovery is served whatever is closed, so it must not stand in line for a call.
  const to = claim.wasLost ? 'behind' : 'in place'
  await putBackImage(claim, { to, outcome: 'abandoned', errorCode, restartsClock: true })
  if (to === 'in place') turn.keepPlace()
}

/** The end of an image for which no call leaves in this run. */
function unfinished(code: Failure['code']) {
  return { state: 'failed', failure: { code, params: {} }, outcome: 'abandoned' } as const
}

async function isHopeless({ imageId, fence }: Claim): Promise<boolean> {
  if (fence <= LOST_RUNS_MAX) return false
  return (await db.attempt.count({ where: { imageId, errorCode: 'worker_lost' } })) >= LOST_RUNS_MAX
}

/** Only says how far the image is: the picture must not be lost for it. */
async function beginStoring({ imageId, jobId, userId, fence }: Claim): Promise<void> {
  try {
    await db.$transaction(async (tx) => {
      await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
      await tx.image.updateMany({
        where: { id: imageId, fence, state: 'calling' },
        data: { state: 'storing' },
      })
    })
  } catch (err) {
    log.warn({ err, imageId }, 'could not say that a picture is being stored')
  }
}

/** Waits between tries, together less than a lease: what the provider has answered must not be forgotten for a moment's outage. */
const INSIST_PAUSES_MS = [250, 1_000, 3_000, 6_000]

async function insist(write: () => Promise<void>): Promise<void> {
  for (const pauseMs of INSIST_PAUSES_MS) {
    try {
      return await write()
    } catch (err) {
      log.warn({ err, pauseMs }, 'could not write down what came of a call: trying again')
      await sleep(pauseMs)
    }
  }
  return write()
}
