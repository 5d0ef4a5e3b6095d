import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { countColumns, countsShape, unfinishedImages } from './line-counts.ts'
import type { QueueView } from './view.ts'

const LINES_MAX = 100

/** `?find=`: part of a mail address, or a user's whole id. */
export const queueQuery = z.object({
  find: z
    .string()
    .trim()
    .max(254)
    .refine((text) => text.isWellFormed() && !text.includes('\0'))
    .default(''),
})

const lineRows = z.array(
  z.object({
    userId: z.string(),
    email: z.string(),
    weight: z.number(),
    provider: z.string().nullable(),
    ...countsShape,
    until: z.date().nullable(),
    blocks: z.number().nullable(),
    level: z.number().nullable(),
    total: z.number(),
  }),
)

/**
 * Who has how much in line, by user and provider, the longest first, and who is held back by the brake. With `find` those users
 * are listed who match, in line or not.
 */
export async function readQueue(find: string, now: Date): Promise<QueueView> {
  const rows = lineRows.parse(
    await db.$queryRaw`
      WITH line AS (SELECT user_id, provider, ${countColumns} FROM ${unfinishedImages} unfinished GROUP BY user_id, provider),
      brake AS (SELECT user_id, until, blocks, level FROM moderation_brakes WHERE until > ${now}::timestamptz)
      SELECT users.id AS "userId", email, weight, provider, coalesce(waiting, 0) AS waiting, coalesce(queued, 0) AS queued,
        coalesce(running, 0) AS running, "oldestAt", until, blocks, level, count(*) OVER ()::integer AS total
      FROM users LEFT JOIN line ON line.user_id = users.id LEFT JOIN brake ON brake.user_id = users.id
      WHERE ${matches(find)}
      ORDER BY coalesce(waiting + queued + running, 0) DESC, until DESC NULLS LAST, email, provider
      LIMIT ${LINES_MAX}::integer`,
  )
  return {
    now: now.toISOString(),
    total: rows[0]?.total ?? 0,
    lines: rows.map(({ until, blocks, level, total: _total, ...line }) => ({
      ...line,
      brake: until && { until: until.toISOString(), blocks: blocks ?? 0, level: level ?? 1 },
    })),
  }
}

function matches(find: string): Prisma.Sql {
  if (find === '') return Prisma.sql`line.user_id IS NOT NULL OR brake.user_id IS NOT NULL`
  if (z.uuid().safeParse(find).success) return Prisma.sql`users.id = ${find}::uuid`
  return Prisma.sql`strpos(lower(email), lower(${find})) > 0`
}
