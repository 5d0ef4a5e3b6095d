import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { holdOffDeletion } from '#lib/accounts/lock-user.ts'
import { promptLength } from '#lib/catalog/choices.ts'
import { checkInputs } from '#lib/catalog/inputs.ts'
import { availability, type ServedModels } from '#lib/catalog/lifecycle.ts'
import type { Model } from '#lib/catalog/model.ts'
import { sendableParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { type PictureRequest, parsePictureRequest } from '#lib/catalog/request.ts'
import { hold } from '#lib/credits/hold.ts'
import { db, Prisma, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { log } from '#lib/log.ts'
import { readServedModels } from '#lib/providers/served-models.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { span, traceparent } from '#lib/trace.ts'
import { holdUploads, inputsOf, insertInputs, type JobUploads, readUploads } from './job-inputs.ts'
import { refuseWhileBraked } from './moderation-brake.ts'
import { promoteImages } from './promote-images.ts'
import { getJob } from './read-jobs.ts'
import { type JobRow, jobSelect, serializeJob } from './serialize-job.ts'
import type { JobView } from './view.ts'

/** What the form sends around the request itself, which the catalogue parses by its model. */
export const createJobSchema = z.looseObject({
  /** Made by the form: the same key again is the same job, whatever the network did in between. */
  clientKey: z.uuid(),
  /** The price of one image as the form showed it. */
  quoteCredits: z.number().int().min(0),
  /** Whose page it was given on, where it comes from a page. */
  userId: z.string().optional(),
})

export interface CreateJobOptions {
  userId: string
  emailVerified: boolean
  input: z.infer<typeof createJobSchema>
  /** Done in the transaction that makes the job, before its credits are set aside; when it throws there is no job. */
  alongside?: (tx: Transaction, jobId: string) => Promise<void>
  now?: Date
}

/** A request that may become a job: checked, and priced as the form said. */
export interface PreparedJob {
  clientKey: string
  provider: string
  model: Model
  request: PictureRequest
  /** The price of one image. */
  quoteCredits: number
}

/**
 * Refuses what a page of somebody else sent: signing out and in again in one tab changes the cookie of all, and the one who is
 * signed in now must not pay for the other's orders.
 * @throws AppError unauthenticated
 */
export function refuseOtherPages(input: { userId?: string }, userId: string): void {
  if (input.userId !== undefined && input.userId !== userId) throw new AppError('unauthenticated')
}

/**
 * Checks what was sent against the catalogue.
 * @throws AppError invalid_request
 */
export function parseJob(input: z.infer<typeof createJobSchema>): { model: Model; request: PictureRequest } {
  const { clientKey, quoteCredits, userId, ...rest } = input
  const parsed = parsePictureRequest(rest)
  if (!parsed.ok) throw new AppError('invalid_request', { problems: parsed.problems })
  return parsed
}

/**
 * Checks that a request can be made now, from these uploads, at the price that was shown.
 * @throws AppError invalid_request, model_unavailable, quote_changed
 */
export function prepareJob(
  input: z.infer<typeof createJobSchema>,
  { served, uploads, now }: { served: ServedModels | null; uploads: JobUploads; now: Date },
): PreparedJob {
  const { model, request } = parseJob(input)
  const inputs = inputsOf(request, uploads)
  const problems = checkInputs(model, inputs)
  if (problems.length > 0) throw new AppError('invalid_request', { problems })
  if (availability(model, served, now).state !== 'available') {
    throw new AppError('model_unavailable', { params: { model: model.id } })
  }
  const quoteCredits = quoteImage({
    model,
    params: request.params,
    promptCharacters: promptLength(request.prompt),
    inputs: inputs.inputs,
    mask: inputs.mask !== null,
    markupBps: env.MARKUP_BPS,
  })
  if (quoteCredits !== input.quoteCredits) throw new AppError('quote_changed', { params: { quoteCredits } })
  return { clientKey: input.clientKey, provider: env.provider, model, request, quoteCredits }
}

/**
 * Writes the rows of a job whose uploads are held (`holdUploads`). It is paid for by `payForJobs`, in the same transaction.
 * @returns its id
 */
export async function insertJob(
  tx: Transaction,
  userId: string,
  job: PreparedJob,
  comparisonId?: string,
): Promise<string> {
  const { clientKey, provider, model, request, quoteCredits } = job
  const { id } = await tx.job.create({
    data: {
      userId,
      clientKey,
      provider,
      model: model.id,
      operation: request.mask ? 'mask' : request.inputs.length > 0 ? 'edit' : 'generate',
      keepUnpainted: request.keepUnpainted,
      prompt: request.prompt,
      params: { ...request.params },
      n: request.n,
      quoteCredits,
      comparisonId,
      images: {
        create: Array.from({ length: request.n }, (_, index) => ({
          userId,
          provider,
          model: model.id,
          index,
        })),
      },
    },
    select: { id: true },
  })
  await insertInputs(tx, id, request)
  return id
}

/**
 * Sets the credits of new jobs aside, tells of them and puts their first images in line. Takes the wallet's lock.
 * @throws AppError insufficient_credits for all of them together
 */
export async function payForJobs(
  tx: Transaction,
  userId: string,
  jobs: readonly (PreparedJob & { id: string })[],
): Promise<void> {
  const totalCredits = jobs.reduce((sum, { request, quoteCredits }) => sum + request.n * quoteCredits, 0)
  let heldCredits = 0
  for (const { id, provider, request, quoteCredits } of jobs) {
    const amount = request.n * quoteCredits
    if (amount === 0) continue
    const held = await hold(tx, { userId, amount, key: `hold:${id}`, reference: `job:${id}`, provider })
    if (!held.ok) {
      const availableCredits = heldCredits + held.availableCredits
      throw new AppError('insufficient_credits', {
        params: { totalCredits, availableCredits, missingCredits: totalCredits - availableCredits },
      })
    }
    heldCredits += amount
  }
  // Events take the wallet's lock, under which promotion may count (a job that costs nothing holds no credits).
  await appendEvents(tx, userId, [
    ...jobs.map(({ id }) => ({ type: 'job' as const, data: { jobId: id } })),
    { type: 'wallet', data: {} },
  ])
  for (const provider of new Set(jobs.map((job) => job.provider))) {
    await promoteImages(tx, userId, provider, { traceparent: traceparent() })
  }
}

/**
 * Creates a job: checks the request, fixes the price, sets the credits aside and puts the first images in line, in one
 * transaction.
 * @returns the job, and whether this call made it or an earlier one with the same key did
 * @throws AppError invalid_request, mail_unverified, moderation_brake, model_unavailable, quote_changed, insufficient_credits, key_reused,
 *   unauthenticated where the account is gone or the page was another user's
 */
export async function createJob(options: CreateJobOptions): Promise<{ job: JobView; created: boolean }> {
  const { userId, input, now = new Date() } = options
  refuseOtherPages(input, userId)
  if (!options.emailVerified) throw new AppError('mail_unverified')
  const { clientKey } = input
  const { request } = parseJob(input)

  const earlier = await findByKey(userId, clientKey)
  if (earlier) return sameJob(earlier, request)
  await refuseWhileBraked(userId, now)
  const [served, uploads] = await Promise.all([
    readServedModels(env.provider),
    readUploads(userId, [request]),
  ])
  const job = prepareJob(input, { served, uploads, now })
  const model = job.model.id

  // Its first use connects, which must not happen while the wallet is locked.
  await senderBoss()
  try {
    const create = () =>
      db.$transaction(async (tx) => {
        // First of all: a row that points at the account holds up its deletion, too, and each would wait for the other.
        await holdOffDeletion(tx, userId)
        await holdUploads(tx, userId, request)
        const id = await insertJob(tx, userId, job)
        await options.alongside?.(tx, id)
        await payForJobs(tx, userId, [{ ...job, id }])
        return id
      })
    const jobId = await span('job.create', { model, images: request.n }, create)
    log.info({ jobId, userId, model, images: request.n }, 'job created')
    return { job: await getJob(userId, jobId), created: true }
  } catch (error) {
    // Two copies of one click at the same instant: the second meets the first's unique key.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      const winner = await findByKey(userId, clientKey)
      if (winner) return sameJob(winner, request)
    }
    throw error
  }
}

function findByKey(userId: string, clientKey: string) {
  return db.job.findUnique({ where: { userId_clientKey: { userId, clientKey } }, select: jobSelect })
}

/** Whether a stored job is what is asked for now. */
export function isSameRequest(row: JobRow, request: PictureRequest): boolean {
  const { model, prompt, n, params, inputs, mask, keepUnpainted } = serializeJob(row)
  const known: PictureRequest = {
    ...{ model, prompt, n, keepUnpainted },
    params: sendableParams(params, inputs.length > 0),
    inputs: inputs.map(({ id }) => id),
    mask: mask?.id ?? null,
  }
  return isDeepStrictEqual(known, request)
}

async function sameJob(row: JobRow, request: PictureRequest) {
  if (!isSameRequest(row, request)) throw new AppError('key_reused')
  return { job: await getJob(row.userId, row.id), created: false }
}
