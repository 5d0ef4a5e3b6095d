import { z } from 'zod'
import { holdOffDeletion } from '#lib/accounts/lock-user.ts'
import { db, Prisma } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { log } from '#lib/log.ts'
import { readServedModels } from '#lib/providers/served-models.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { span } from '#lib/trace.ts'
import {
  type createJobSchema,
  insertJob,
  isSameRequest,
  type PreparedJob,
  parseJob,
  payForJobs,
  prepareJob,
  refuseOtherPages,
} from './create-job.ts'
import { derivedKey } from './derived-key.ts'
import { holdUploads, readUploads } from './job-inputs.ts'
import { refuseWhileBraked } from './moderation-brake.ts'
import { getJob } from './read-jobs.ts'
import { jobSelect } from './serialize-job.ts'
import type { JobView } from './view.ts'

export const COMPARISON_MIN = 2
export const COMPARISON_MAX = 6

/** One prompt, and the ways to paint it. Each way is parsed by the catalogue's schema of its model. */
export const createComparisonSchema = z.strictObject({
  /** Made by the form, for the whole: the same key again is the same jobs. */
  clientKey: z.uuid(),
  /** Whose page it was given on, where it comes from a page. */
  userId: z.string().optional(),
  prompt: z.string(),
  /** Images of each. */
  n: z.number().default(1),
  /** The same for each, as in an order of one; each model is asked whether it takes them. */
  inputs: z.array(z.string()).default([]),
  mask: z.string().nullable().default(null),
  keepUnpainted: z.boolean().default(true),
  variants: z
    .array(
      z.strictObject({
        model: z.string(),
        params: z.unknown(),
        /** The price of one image as the form showed it. */
        quoteCredits: z.number().int().min(0),
      }),
    )
    .min(COMPARISON_MIN)
    .max(COMPARISON_MAX),
})

type Input = z.infer<typeof createComparisonSchema>
type JobInput = z.infer<typeof createJobSchema>

export interface CreateComparisonOptions {
  userId: string
  emailVerified: boolean
  input: Input
  now?: Date
}

/**
 * Creates one job for each variant, all or none, in one transaction; they share a comparison id.
 * @returns the jobs in the order of the variants, and whether this call made them
 * @throws AppError what createJob throws; where one variant is to blame, `params.variant` is its number (from 1) and the
 * fields of its problems begin with `variants.<index>.`
 */
export async function createComparison(
  options: CreateComparisonOptions,
): Promise<{ jobs: JobView[]; created: boolean }> {
  const { userId, input, now = new Date() } = options
  refuseOtherPages(input, userId)
  if (!options.emailVerified) throw new AppError('mail_unverified')
  const comparisonId = derivedKey(`comparison ${userId} ${input.clientKey}`)
  const inputs = input.variants.map(
    (variant, index): JobInput => ({
      clientKey: derivedKey(`${comparisonId} ${index}`),
      prompt: input.prompt,
      n: input.n,
      inputs: input.inputs,
      mask: input.mask,
      keepUnpainted: input.keepUnpainted,
      ...variant,
    }),
  )
  const requests = inputs.map((each, index) => naming(index, () => parseJob(each).request))

  const earlier = () => findEarlier(userId, comparisonId, requests)
  const known = await earlier()
  if (known) return { jobs: known, created: false }
  await refuseWhileBraked(userId, now)
  const [served, uploads] = await Promise.all([readServedModels(env.provider), readUploads(userId, requests)])
  const prepared = inputs.map(
    (each, index): PreparedJob => naming(index, () => prepareJob(each, { served, uploads, now })),
  )

  // Its first use connects, which must not happen while the wallet is locked.
  await senderBoss()
  try {
    const create = () =>
      db.$transaction(async (tx) => {
        await holdOffDeletion(tx, userId)
        await holdUploads(tx, userId, input)
        // All rows before the wallet is locked: always in this order, so that two copies of one click meet at the first key.
        const jobs: (PreparedJob & { id: string })[] = []
        for (const job of prepared) jobs.push({ ...job, id: await insertJob(tx, userId, job, comparisonId) })
        await payForJobs(tx, userId, jobs)
        return jobs.map(({ id }) => id)
      })
    const jobIds = await span('comparison.create', { variants: prepared.length }, create)
    log.info({ comparisonId, jobIds, userId }, 'comparison created')
    return { jobs: await getJobs(userId, jobIds), created: true }
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      const winner = await earlier()
      if (winner) return { jobs: winner, created: false }
    }
    throw error
  }
}

function getJobs(userId: string, jobIds: readonly string[]): Promise<JobView[]> {
  return Promise.all(jobIds.map((jobId) => getJob(userId, jobId)))
}

/** @throws AppError key_reused when the key was used for another comparison */
async function findEarlier(
  userId: string,
  comparisonId: string,
  requests: readonly ReturnType<typeof parseJob>['request'][],
): Promise<JobView[] | null> {
  // The first one's key tells whether there is any; the index of the table is by user and key.
  const keys = Array.from({ length: COMPARISON_MAX }, (_, index) => derivedKey(`${comparisonId} ${index}`))
  const rows = await db.job.findMany({
    where: { userId, clientKey: { in: keys } },
    select: { ...jobSelect, clientKey: true },
  })
  if (rows.length === 0) return null
  const byKey = new Map(rows.map((row) => [row.clientKey, row]))
  const inOrder = keys.flatMap((key) => byKey.get(key) ?? [])
  const isSame =
    inOrder.length === requests.length &&
    requests.every((request, index) => {
      const row = inOrder[index]
      return row !== undefined && isSameRequest(row, request)
    })
  if (!isSame) throw new AppError('key_reused')
  return getJobs(
    userId,
    inOrder.map(({ id }) => id),
  )
}

/** Runs a check of one variant; what it refuses says which one. */
function naming<Result>(index: number, check: () => Result): Result {
  try {
    return check()
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const { params, problems, ...details } = error.details
    throw new AppError(error.code, {
      ...details,
      params: { ...params, variant: index + 1 },
      ...(problems && {
        problems: problems.map((problem) => ({ ...problem, field: `variants.${index}.${problem.field}` })),
      }),
    })
  }
}
