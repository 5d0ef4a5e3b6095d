import { z } from 'zod'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db, type Transaction } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { canRetry } from './can-retry.ts'
import { createJob } from './create-job.ts'
import { derivedKey } from './derived-key.ts'
import { namedInputs } from './job-inputs.ts'
import { getJob } from './read-jobs.ts'
import type { JobView } from './view.ts'

export const retrySchema = z.object({
  /** The price of one image as the button showed it. */
  quoteCredits: z.number().int().min(0),
})

export interface RetryOptions {
  userId: string
  emailVerified: boolean
  /** All failed images of a job, or one image. */
  which: { jobId: string } | { imageId: string }
  quoteCredits: number
  now?: Date
}

export interface Retried {
  /** The job that is made of the failed images, or was made of them before. */
  job: JobView
  /** The job they are of. */
  from: JobView
  created: boolean
}

/** Somebody else's retry took some of the images first. */
class RetriedMeanwhile extends Error {}

/**
 * Makes a new job of failed images that were not tried again yet: the same request at today's price. Once for each image,
 * however often and from however many tabs it is asked for; who comes late gets the job that was made.
 * @throws AppError not_found, not_retryable, and what createJob throws
 */
export async function retryImages(options: RetryOptions): Promise<Retried> {
  const { userId, emailVerified, which, quoteCredits, now } = options
  const old = await db.job.findFirst({
    where: {
      userId,
      ...('jobId' in which ? { id: which.jobId } : { images: { some: { id: which.imageId } } }),
    },
    include: {
      inputs: { select: { role: true, uploadId: true }, orderBy: { position: 'asc' } },
      images: {
        where: 'imageId' in which ? { id: which.imageId } : {},
        select: { id: true, state: true, errorCode: true, retryJobId: true },
      },
    },
  })
  if (!old) throw new AppError('not_found')
  const imageIds = old.images.filter(canRetry).map(({ id }) => id)

  if (imageIds.length === 0) {
    const earlier = old.images.find(({ retryJobId }) => retryJobId !== null)?.retryJobId
    if (!earlier) throw new AppError('not_retryable')
    const [job, from] = await Promise.all([getJob(userId, earlier), getJob(userId, old.id)])
    return { job, from, created: false }
  }
  try {
    const { job, created } = await createJob({
      userId,
      emailVerified,
      input: {
        // Follows from the images, so that asking twice is asking once.
        clientKey: derivedKey(`retry ${[...imageIds].sort().join(' ')}`),
        quoteCredits,
        model: old.model,
        prompt: old.prompt,
        n: imageIds.length,
        params: paramsOf(old.params),
        ...namedInputs(old.inputs),
        keepUnpainted: old.keepUnpainted,
      },
      alongside: (tx, jobId) => markRetried(tx, { userId, oldJobId: old.id, imageIds, jobId }),
      now,
    })
    return { job, from: await getJob(userId, old.id), created }
  } catch (error) {
    if (error instanceof RetriedMeanwhile) return retryImages(options)
    throw error
  }
}

async function markRetried(
  tx: Transaction,
  of: { userId: string; oldJobId: string; imageIds: string[]; jobId: string },
): Promise<void> {
  const { userId, oldJobId, imageIds, jobId } = of
  // Lock order: job, then wallet, then images.
  await tx.$queryRaw`SELECT 1 FROM jobs WHERE id = ${oldJobId}::uuid FOR UPDATE`
  await lockWallet(tx, userId)
  const marked = await tx.image.updateMany({
    where: { id: { in: imageIds }, state: 'failed', retryJobId: null },
    data: { retryJobId: jobId },
  })
  if (marked.count !== imageIds.length) throw new RetriedMeanwhile()
  await appendEvents(
    tx,
    userId,
    imageIds.map((imageId) => ({ type: 'image', data: { jobId: oldJobId, imageId } })),
  )
}
