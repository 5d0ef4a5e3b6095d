import { z } from 'zod'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { release } from '#lib/credits/release.ts'
import { db, type Transaction } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { log } from '#lib/log.ts'
import { type Entry, enqueue } from '#lib/queue/enqueue.ts'
import { imageQueue, providers, RECOVERY_GROUP } from '#lib/queue/queues.ts'
import { updateJobState } from './end-image.ts'
import { imageEntry, promoteImages } from './promote-images.ts'

/** At most so many of a kind are mended in one go; the rest follows at the next. */
const BATCH = 500

const lines = providers.map(imageQueue)

const imageRows = z.array(
  z.object({
    id: z.string(),
    provider: z.string(),
    model: z.string(),
    priority: z.number(),
    inLine: z.boolean(),
  }),
)
const windowRows = z.array(z.object({ userId: z.string(), provider: z.string() }))
const jobRows = z.array(z.object({ id: z.string(), userId: z.string(), left: z.number() }))

/**
 * Mends what crashes leave out, every few seconds: images that should have an entry in the engine and have none, images
 * whose worker was lost, windows that nobody filled (a pause, a brake or a provider's trouble is over, a weight has changed).
 * Any number of workers may sweep; one does at a time.
 */
export async function sweep(): Promise<void> {
  const found = await db.$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
      SELECT pg_try_advisory_xact_lock(hashtext('huafang sweep')) AS mine`
    if (!lock?.mine) return null
    return { requeued: await requeue(tx), windows: await findWindows(tx) }
  })
  if (!found) return
  if (found.requeued > 0) log.warn({ images: found.requeued }, 'sweeper: put back in line')
  for (const { userId, provider } of found.windows) {
    await mend({ userId }, async (tx) => {
      await lockWallet(tx, userId)
      await promoteImages(tx, userId, provider)
    })
  }
}

/** One that cannot be mended must not keep the others from it. */
async function mend(what: object, work: (tx: Transaction) => Promise<void>): Promise<void> {
  await db.$transaction(work).catch((err: unknown) => log.error({ err, ...what }, 'sweeper: could not mend'))
}

/**
 * An image in line must have an entry that waits or is in some worker's hands. One whose lease has ended needs an entry for
 * recovery: the one it has is its lost worker's, and may wait for a model that is closed.
 */
async function requeue(tx: Transaction): Promise<number> {
  const rows = await tx.$queryRaw`
    WITH entries AS MATERIALIZED (
      SELECT image_id, bool_or(recovers) AS recovers, bool_or(is_soon) AS is_soon FROM (
        -- Said as the engine's partial indexes say it: its table holds all that was done within the last hour.
        SELECT data ->> 'imageId' AS image_id, group_id = ${RECOVERY_GROUP} AS recovers,
          start_after < now() + interval '10 seconds' AS is_soon FROM pgboss.job
        WHERE name = ANY(${lines}) AND state < 'active' AND NOT blocked
        UNION ALL
        SELECT data ->> 'imageId', false, true FROM pgboss.job
        WHERE name = ANY(${lines}) AND state = 'active' AND group_id IS NOT NULL
      ) entry GROUP BY image_id
    ), lost AS (
      SELECT id, provider, model, priority, false AS in_line, false AS put_off FROM images
      WHERE state IN ('preparing', 'calling', 'storing') AND lease_until < now()
      UNION ALL
      SELECT id, provider, model, priority, true, not_before > now() FROM images WHERE state = 'queued'
    )
    SELECT id, provider, model, priority, in_line AS "inLine" FROM lost LEFT JOIN entries ON image_id = id::text
    WHERE image_id IS NULL
      OR (NOT in_line AND recovers IS NOT TRUE)
      -- The engine puts off what failed, such as for want of a database; the image itself was not.
      OR (in_line AND put_off IS NOT TRUE AND NOT is_soon)
    LIMIT ${BATCH}`
  const images = imageRows.parse(rows)
  for (const provider of new Set(images.map((image) => image.provider))) {
    const entries = images
      .filter((image) => image.provider === provider)
      .map((image) => (image.inLine ? imageEntry(image) : recoveryEntry(image)))
    await enqueue(tx, imageQueue(provider), entries)
  }
  return images.length
}

/**
 * Served before all others and whatever is closed: the picture may lie in storage already, and needs no call then. One that
 * does asks for its turn like any other.
 */
function recoveryEntry(image: { id: string; priority: number }): Entry {
  return { data: { imageId: image.id }, group: RECOVERY_GROUP, priority: image.priority + 1000 }
}

/** Users who have images waiting, and fewer than two in line. Whether more may come in is for promotion to say. */
async function findWindows(tx: Transaction): Promise<{ userId: string; provider: string }[]> {
  // A walk over the index from user to user: the rows of one who waits with a hundred thousand are not read.
  const rows = await tx.$queryRaw`
    WITH RECURSIVE waiting AS (
      (SELECT user_id, provider FROM images WHERE state = 'waiting' ORDER BY user_id, provider LIMIT 1)
      UNION ALL
      SELECT next.user_id, next.provider FROM waiting, LATERAL (
        SELECT user_id, provider FROM images
        WHERE state = 'waiting' AND (user_id, provider) > (waiting.user_id, waiting.provider)
        ORDER BY user_id, provider LIMIT 1
      ) next
    )
    SELECT user_id::text AS "userId", provider FROM waiting
    WHERE NOT EXISTS (SELECT FROM moderation_brakes b WHERE b.user_id = waiting.user_id AND b.until > now()) AND (
      SELECT count(*) FROM (
        SELECT FROM images i LEFT JOIN provider_limits l ON l.provider = i.provider AND l.model = i.model
        WHERE i.user_id = waiting.user_id AND i.provider = waiting.provider AND i.state = 'queued'
          AND (i.not_before IS NULL OR i.not_before <= now()) AND (l.paused_until IS NULL OR l.paused_until <= now())
        LIMIT 2
      ) ready
    ) < 2
    -- Those whom promotion cannot help now must not stand before the others for ever.
    ORDER BY random() LIMIT ${BATCH}`
  return windowRows.parse(rows)
}

/**
 * Ends what should have ended with its images: jobs whose images have all ended, and holds of finished jobs. Only a mistake of
 * ours leaves such, so each is an error in the log; it reads all holds, so it runs more seldom.
 */
export async function sweepJobs(): Promise<void> {
  const unended = await db.$queryRaw`
    SELECT j.id, j.user_id::text AS "userId", 0 AS left FROM jobs j
    WHERE j.finished_at IS NULL AND NOT EXISTS (SELECT FROM images i WHERE i.job_id = j.id AND i.finished_at IS NULL)
    LIMIT ${BATCH}`
  for (const { id, userId } of jobRows.parse(unended)) {
    log.error({ jobId: id }, 'sweeper: a job whose images have all ended had not')
    await mend({ jobId: id }, async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM jobs WHERE id = ${id}::uuid FOR UPDATE`
      await updateJobState(tx, id)
      await appendEvents(tx, userId, [{ type: 'job', data: { jobId: id } }])
    })
  }
  const open = await db.$queryRaw`
    SELECT j.id, j.user_id::text AS "userId", h.amount - h.settled - h.released AS left
    FROM credit_holds h JOIN jobs j ON h.reference = 'job:' || j.id
    WHERE h.settled + h.released < h.amount AND j.finished_at IS NOT NULL
    LIMIT ${BATCH}`
  for (const { id, userId, left } of jobRows.parse(open)) {
    log.error({ jobId: id, credits: left }, 'sweeper: the hold of a finished job was still open')
    await mend({ jobId: id }, async (tx) => {
      await lockWallet(tx, userId)
      await release(tx, { holdReference: `job:${id}`, amount: left, key: `release-rest:${id}` })
      await appendEvents(tx, userId, [{ type: 'wallet', data: {} }])
    })
  }
}
