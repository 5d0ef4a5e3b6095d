import { z } from 'zod'
import { db } from '#lib/db.ts'
import { parseCursor } from '#lib/http/time-cursor.ts'
import { monthStarts } from '#lib/i18n/day.ts'
import { type Filters, whereOf } from './filters.ts'
import { beyondOf } from './find-pictures.ts'
import type { MonthCount } from './view.ts'

const oldestRows = z.tuple([z.object({ oldest: z.date().nullable() })])
const countRows = z.array(z.object({ month: z.number(), count: z.number() }))

/**
 * How a view's pictures lie in months, newest first, for who jumps to a place that was never fetched. Counted from `asOf` as windows
 * are. The database is told where months begin, because it need not know every time zone that browsers do.
 * @throws AppError invalid_request for an `asOf` that is none
 */
export async function readMonths(
  userId: string,
  filters: Filters,
  { asOf, timeZone }: { asOf: string; timeZone: string },
): Promise<MonthCount[]> {
  const newest = parseCursor(asOf, 'asOf')
  const [{ oldest }] = oldestRows.parse(
    await db.$queryRaw`SELECT min(made_at) AS oldest FROM pictures WHERE user_id = ${userId}::uuid`,
  )
  if (!newest || !oldest) return []
  // Nothing was made in the future, whatever the question says: the months up to the year 9999 would keep the site busy for long.
  const last = new Date(Math.min(newest.time.getTime(), Date.now()))
  const starts = monthStarts(oldest, last, timeZone).map((start) => start.toISOString())
  const rows = countRows.parse(
    await db.$queryRaw`
      SELECT width_bucket(made_at, ${starts}::timestamptz[]) AS month, count(*)::integer AS count
      FROM pictures WHERE ${whereOf(userId, filters)} AND ${beyondOf(newest, true, true)}
      GROUP BY month ORDER BY month DESC`,
  )
  return rows.flatMap(({ month, count }) => {
    const start = starts[month - 1]
    return start === undefined ? [] : [{ start, count }]
  })
}
