import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { promptLength } from '#lib/catalog/choices.ts'
import { availability } from '#lib/catalog/lifecycle.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { type GenerateRequest, parseGenerateRequest } from '#lib/catalog/request.ts'
import { hold } from '#lib/credits/hold.ts'
import { db, Prisma, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { log } from '#lib/log.ts'
import { readServedModels } from '#lib/providers/served-models.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { span, traceparent } from '#lib/trace.ts'
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
})

export interface CreateJobOptions {
  userId: string
  emailVerified: boolean
  input: z.infer<typeof createJobSchema>
  /** Done in the transaction that makes the job, before its credits are set aside; when it throws there is no job. */
  alongside?: (tx: Transaction, jobId: string) => Promise<void>
  now?: Date
}

/**
 * Creates a job: checks the request, fixes the price, sets the credits aside and puts the first images in line, in one
 * transaction.
 * @returns the job, and whether this call made it or an earlier one with the same key did
 * @throws AppError invalid_request, mail_unverified, moderation_brake, model_unavailable, quote_changed, insufficient_credits, key_reused
 */
export async function createJob(options: CreateJobOptions): Promise<{ job: JobView; created: boolean }> {
  const { userId, input, now = new Date() } = options
  if (!options.emailVerified) throw new AppError('mail_unverified')
  const { clientKey, quoteCredits: quoteSeen, ...rest } = input
  const parsed = parseGenerateRequest(rest)
  if (!parsed.ok) throw new AppError('invalid_request', { problems: parsed.problems })
  const { model, request } = parsed

  const earlier = await findByKey(userId, clientKey)
  if (earlier) return sameJob(earlier, request)
  await refuseWhileBraked(userId, now)

  const provider = env.provider
  const state = availability(model, await readServedModels(provider), now)
  if (state.state !== 'available') throw new AppError('model_unavailable', { params: { model: model.id } })

  const quoteCredits = quoteImage({
    model,
    params: request.params,
    promptCharacters: promptLength(request.prompt),
    markupBps: env.MARKUP_BPS,
  })
  if (quoteCredits !== quoteSeen) throw new AppError('quote_changed', { params: { quoteCredits } })

  // Its first use connects, which must not happen while the wallet is locked.
  await senderBoss()
  try {
    const create = () =>
      db.$transaction(async (tx) => {
        const job = await tx.job.create({
          data: {
            userId,
            clientKey,
            provider,
            model: model.id,
            operation: 'generate',
            prompt: request.prompt,
            params: { ...request.params },
            n: request.n,
            quoteCredits,
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
        await options.alongside?.(tx, job.id)
        const total = request.n * quoteCredits
        if (total > 0) {
          const reference = `job:${job.id}`
          const held = await hold(tx, { userId, amount: total, key: `hold:${job.id}`, reference, provider })
          if (!held.ok) {
            const { availableCredits, missingCredits } = held
            throw new AppError('insufficient_credits', {
              params: { totalCredits: total, availableCredits, missingCredits },
            })
          }
        }
        // Events take the wallet's lock, under which promotion may count (a job that costs nothing holds no credits).
        await appendEvents(tx, userId, [
          { type: 'job', data: { jobId: job.id } },
          { type: 'wallet', data: {} },
        ])
        await promoteImages(tx, userId, provider, { traceparent: traceparent() })
        return job.id
      })
    const jobId = await span('job.create', { model: model.id, images: request.n }, create)
    log.info({ jobId, userId, model: model.id, images: request.n }, 'job created')
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

async function sameJob(row: JobRow, request: GenerateRequest) {
  const known = serializeJob(row)
  const asked = (of: Pick<GenerateRequest, 'model' | 'prompt' | 'n' | 'params'>) =>
    [of.model, of.prompt, of.n, of.params] as const
  if (!isDeepStrictEqual(asked(known), asked(request))) {
    throw new AppError('key_reused')
  }
  return { job: await getJob(row.userId, row.id), created: false }
}
