import { z } from 'zod'
import { db, Prisma, type Transaction } from '#lib/db.ts'
import { kept } from '#lib/library/filters.ts'
import { beyondOf } from '#lib/library/find-pictures.ts'
import { indexPicture } from '#lib/library/index-picture.ts'
import { log } from '#lib/log.ts'
import { makeImagePreview } from './make-image-preview.ts'

const BATCH = 50
/** For one batch on a machine that has much else to do, and the wait for another worker's. */
const BATCH_TIMEOUT_MS = 1_800_000

const rows = z.array(
  z.object({ imageId: z.string(), userId: z.string(), prompt: z.string(), madeAt: z.date() }),
)
type Row = z.output<typeof rows>[number]

/**
 * Finishes pictures that nobody finds yet: delivered before there was a library, or their preview was given up. One whose file cannot
 * be read any more is at least found by its words. Any number of workers may ask; one does a batch at a time. What cannot be
 * finished is passed by, so that the run comes to its end.
 * @param max how many are looked at, at most; the rest is left to the next run
 * @param options.waits for another worker's batch to end; else there is nothing to do here while one is under way
 * @returns how many were finished
 */
export async function indexPictures(max: number, options: { waits?: boolean } = {}): Promise<number> {
  let done = 0
  let seen = 0
  let last: Row | null = null
  while (seen < max) {
    const limit = Math.min(BATCH, max - seen)
    const batch: { pictures: Row[]; done: number } | null = await inTurn(options.waits ?? false, async () => {
      const pictures = await findUnfinished(last, limit)
      return { pictures, done: await finish(pictures) }
    })
    if (!batch) break
    done += batch.done
    seen += batch.pictures.length
    if (batch.pictures.length < limit) break
    last = batch.pictures.at(-1) ?? null
  }
  return done
}

/** @returns null when it is another worker's turn, unless this one waits */
async function inTurn<Result>(waits: boolean, work: () => Promise<Result>): Promise<Result | null> {
  return db.$transaction(
    async (tx) => {
      // The work has connections of its own; this one only holds the lock.
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`
      return (await takeTurn(tx, waits)) ? work() : null
    },
    { timeout: BATCH_TIMEOUT_MS },
  )
}

async function takeTurn(tx: Transaction, waits: boolean): Promise<boolean> {
  if (waits) {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('huafang index'))`
    return true
  }
  const [lock] = await tx.$queryRaw<{ mine: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtext('huafang index')) AS mine`
  return lock?.mine ?? false
}

async function findUnfinished(after: Row | null, limit: number): Promise<Row[]> {
  const beyond = after ? beyondOf({ time: after.madeAt, id: after.imageId }, false, false) : Prisma.sql`true`
  // A preview that is being made is in the engine's hands for some minutes.
  const found = await db.$queryRaw`
    SELECT image_id AS "imageId", pictures.user_id AS "userId", prompt, made_at AS "madeAt"
    FROM pictures JOIN images ON images.id = image_id JOIN jobs ON jobs.id = job_id
    WHERE terms IS NULL AND ${kept} AND made_at < now() - interval '10 minutes' AND ${beyond}
    ORDER BY made_at, image_id LIMIT ${limit}::integer`
  return rows.parse(found)
}

/** @returns how many it could */
async function finish(pictures: readonly Row[]): Promise<number> {
  let done = 0
  for (const { imageId, userId, prompt } of pictures) {
    try {
      await makeImagePreview(imageId).catch(async (err: unknown) => {
        log.warn({ err, imageId }, 'a picture could not be looked at: it is found by its words only')
        await indexPicture(db, { imageId, userId, prompt, colours: [] })
      })
      done += 1
    } catch (err) {
      log.error({ err, imageId }, 'a picture could not be indexed')
    }
  }
  return done
}
