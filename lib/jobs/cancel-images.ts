import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { endImage } from './end-image.ts'
import { getJob } from './read-jobs.ts'
import { type JobView, statesInHand } from './view.ts'

/**
 * Cancels what has not begun, with release, and asks what is running to stop. A call that has left cannot be taken back:
 * it is left to end, and a picture that arrives is kept and paid. Cancelling twice, or too late, changes nothing.
 * @param which a job, or one image
 * @throws AppError not_found when it is not this user's
 */
export async function cancelImages(
  userId: string,
  which: { jobId: string } | { imageId: string },
): Promise<JobView> {
  const images = await db.image.findMany({
    where: { userId, ...('jobId' in which ? { jobId: which.jobId } : { id: which.imageId }) },
    // The last first: else the cancelling of one would promote the next, only to be cancelled too.
    orderBy: { index: 'desc' },
    select: { id: true, jobId: true, provider: true, state: true },
  })
  const first = images[0]
  if (!first) throw new AppError('not_found')

  for (const { id: imageId, jobId, provider } of images) {
    await db.$transaction(async (tx) => {
      const ended = await endImage(tx, {
        imageId,
        jobId,
        userId,
        provider,
        where: { state: { in: ['waiting', 'queued'] } },
        data: { state: 'cancelled' },
      })
      if (ended) return
      const asked = await tx.image.updateMany({
        where: { id: imageId, state: { in: [...statesInHand] }, cancelRequestedAt: null },
        data: { cancelRequestedAt: new Date() },
      })
      if (asked.count > 0) await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
    })
  }
  return getJob(userId, first.jobId)
}
