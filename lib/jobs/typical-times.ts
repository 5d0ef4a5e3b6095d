import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'

/** Median seconds from the call to the finished picture, by model and quality; what is not listed is not known. */
export type TypicalTimes = Record<string, Record<string, number>>

const rows = z.array(z.object({ model: z.string(), quality: z.string(), seconds: z.number() }))

/** How many of the last delivered images are looked at, and from when on. */
const IMAGES_MAX = 2_000
const DAYS = 14
/** One or two say little about the next. */
const IMAGES_MIN = 3
const KEPT_MS = 60_000

let kept: { times: Promise<TypicalTimes>; until: number } | null = null

/** How long pictures took lately on this site, on the server's own clock; asked of the database at most once a minute. */
export function typicalTimes(now = Date.now()): Promise<TypicalTimes> {
  if (kept && now < kept.until) return kept.times
  const times = readTypicalTimes()
  kept = { times, until: now + KEPT_MS }
  // A failure is not kept: who asks next asks the database.
  times.catch(() => {
    kept = null
  })
  return times
}

/** The same, asked now. */
export async function readTypicalTimes(): Promise<TypicalTimes> {
  // The index attempts_finished ends where attempts are running, so the query says that too.
  const found = rows.parse(
    await db.$queryRaw`
      SELECT images.model, jobs.params ->> 'quality' AS quality,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM recent.took))::float AS seconds
      FROM (
        SELECT image_id, finished_at - called_at AS took FROM attempts
        WHERE outcome <> 'running' AND outcome = 'delivered' AND called_at IS NOT NULL
          AND finished_at > now() - make_interval(days => ${DAYS}::int)
        ORDER BY finished_at DESC LIMIT ${IMAGES_MAX}::int
      ) recent JOIN images ON images.id = recent.image_id JOIN jobs ON jobs.id = images.job_id
      WHERE images.provider = ${env.provider} AND jobs.params ->> 'quality' IS NOT NULL
      GROUP BY 1, 2 HAVING count(*) >= ${IMAGES_MIN}::int`,
  )
  const times: TypicalTimes = {}
  for (const { model, quality, seconds } of found) {
    times[model] = { ...times[model], [quality]: Math.max(1, Math.round(seconds)) }
  }
  return times
}
