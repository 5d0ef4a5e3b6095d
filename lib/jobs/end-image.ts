import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { release } from '#lib/credits/release.ts'
import { settle } from '#lib/credits/settle.ts'
import type { Prisma, Transaction } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { promoteImages } from './promote-images.ts'

interface Ending {
  imageId: string
  jobId: string
  userId: string
  provider: string
  /** Which rows the ending may change: the fence for a run, the states for a cancel. */
  where: Prisma.ImageWhereInput
  /** What the image becomes, without its cost: that follows from the state. */
  data: Prisma.ImageUpdateManyMutationInput & { state: 'delivered' | 'failed' | 'cancelled' }
}

/**
 * Ends an image in the caller's transaction: its row, its credits (delivered is paid at the quote, anything else goes
 * back), the job's state, the user's next turn and the events, together or not at all.
 * @returns false when `where` no longer holds; then nothing was changed
 */
export async function endImage(tx: Transaction, ending: Ending): Promise<boolean> {
  const { imageId, jobId, userId, provider, where, data } = ending
  const [job] = await tx.$queryRaw<{ quoteCredits: number }[]>`
    SELECT quote_credits AS "quoteCredits" FROM jobs WHERE id = ${jobId}::uuid FOR UPDATE`
  if (!job) return false
  await lockWallet(tx, userId)

  const delivered = data.state === 'delivered'
  const ended = await tx.image.updateMany({
    where: { ...where, id: imageId, jobId },
    data: {
      ...data,
      costCredits: delivered ? job.quoteCredits : 0,
      finishedAt: new Date(),
      leaseUntil: null,
    },
  })
  if (ended.count === 0) return false

  if (job.quoteCredits > 0) {
    const movement = { holdReference: `job:${jobId}`, amount: job.quoteCredits }
    if (delivered) await settle(tx, { ...movement, key: `settle:${imageId}` })
    else await release(tx, { ...movement, key: `release:${imageId}` })
  }
  await updateJobState(tx, jobId)
  await promoteImages(tx, userId, provider)
  await appendEvents(tx, userId, [
    { type: 'image', data: { jobId, imageId } },
    { type: 'job', data: { jobId } },
    { type: 'wallet', data: {} },
  ])
  return true
}

/** A job's state follows from its images'. Needs the job's row lock: two images that end at once must not both see the other unended. */
export async function updateJobState(tx: Transaction, jobId: string): Promise<void> {
  await tx.$executeRaw`
    WITH counted AS (
      SELECT
        count(*) FILTER (WHERE state = 'delivered') AS delivered,
        count(*) FILTER (WHERE state = 'failed') AS failed,
        count(*) FILTER (WHERE state = 'cancelled') AS cancelled,
        count(*) FILTER (WHERE state IN ('waiting', 'queued')) AS not_begun,
        count(*) AS total
      FROM images WHERE job_id = ${jobId}::uuid
    ), next AS (
      SELECT CASE
        WHEN delivered + failed + cancelled < total THEN CASE WHEN not_begun = total THEN 'queued' ELSE 'running' END
        WHEN delivered = total THEN 'succeeded'
        WHEN delivered > 0 THEN 'partial'
        WHEN failed > 0 THEN 'failed'
        ELSE 'cancelled'
      END::job_state AS state, delivered + failed + cancelled = total AS finished
      FROM counted
    )
    UPDATE jobs SET state = next.state, finished_at = CASE WHEN next.finished THEN now() END
    FROM next WHERE jobs.id = ${jobId}::uuid`
}
