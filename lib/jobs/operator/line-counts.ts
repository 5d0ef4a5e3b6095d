import { z } from 'zod'
import { Prisma } from '#lib/db.ts'
import type { LineCounts } from './view.ts'

/**
 * All unfinished images, as a subquery with user_id, provider, model, state and created_at. In two parts, because each is then
 * what a partial index says; with finished rows by the million one condition for both would read them all.
 */
export const unfinishedImages = Prisma.sql`(
  SELECT user_id, provider, model, state, created_at FROM images WHERE state = 'waiting'
  UNION ALL
  SELECT user_id, provider, model, state, created_at FROM images WHERE state IN ('queued', 'preparing', 'calling', 'storing')
)`

/** The columns of `countsShape` over a group of such rows. */
export const countColumns = Prisma.sql`
  count(*) FILTER (WHERE state = 'waiting')::integer AS waiting,
  count(*) FILTER (WHERE state = 'queued')::integer AS queued,
  count(*) FILTER (WHERE state IN ('preparing', 'calling', 'storing'))::integer AS running,
  min(created_at) FILTER (WHERE state IN ('waiting', 'queued')) AS "oldestAt"`

export const countsShape = {
  waiting: z.number(),
  queued: z.number(),
  running: z.number(),
  oldestAt: z
    .date()
    .nullable()
    .transform((at) => at?.toISOString() ?? null),
}

export const nothingInLine: LineCounts = { waiting: 0, queued: 0, running: 0, oldestAt: null }
