import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import type { TimeCursor } from '#lib/http/time-cursor.ts'
import { type Filters, whereOf } from './filters.ts'

export interface Place {
  /** Where to begin. Null: at the newest. */
  from: TimeCursor | null
  /** Towards which side; older ones unless told. */
  to?: 'older' | 'newer'
  /** Whether the place itself counts. */
  inclusive?: boolean
  offset?: number
  limit: number
}

const foundRows = z.array(z.object({ id: z.string(), time: z.date() }))

/** A search looks through so many pictures beside the place before it asks the index of words. */
const NEARBY = 1000
/** Beyond that the index of words is quicker, however common they are. */
const NEARBY_MAX = 5000

/**
 * The ids of a view's pictures from a place on, in order. Everything but words is read from one covering index (`pictures_wall`),
 * without a look at a row. For words there are two ways: a common one is met soon on the way from the place; for a rare one the
 * index of words has few rows. PostgreSQL cannot know which is which for one user, so the short way is tried first.
 */
export async function findPictures(userId: string, filters: Filters, place: Place): Promise<TimeCursor[]> {
  const { offset = 0, limit } = place
  const older = place.to !== 'newer'
  const order = older ? Prisma.sql`made_at DESC, image_id DESC` : Prisma.sql`made_at, image_id`
  const beyond = place.from ? beyondOf(place.from, older, place.inclusive ?? false) : Prisma.sql`true`
  const wanted = Prisma.sql`WHERE ${whereOf(userId, filters)} AND ${beyond} ORDER BY ${order}
    LIMIT ${limit}::integer OFFSET ${offset}::integer`
  const columns = Prisma.sql`image_id AS id, made_at AS time`

  if (!filters.q) return foundRows.parse(await db.$queryRaw`SELECT ${columns} FROM pictures ${wanted}`)

  const nearby = NEARBY + 4 * (offset + limit)
  if (nearby <= NEARBY_MAX) {
    const rows = await db.$queryRaw`
      SELECT ${columns} FROM (
        SELECT * FROM pictures WHERE user_id = ${userId}::uuid AND ${beyond} ORDER BY ${order} LIMIT ${nearby}::integer
      ) nearby ${wanted}`
    const found = foundRows.parse(rows)
    if (found.length === limit) return found
  }
  // Set apart, so that no hope for an early end leads past the index of words.
  return foundRows.parse(
    await db.$queryRaw`
      WITH matching AS MATERIALIZED (
        SELECT image_id, made_at FROM pictures WHERE ${whereOf(userId, filters)} AND ${beyond}
      )
      SELECT ${columns} FROM matching ORDER BY ${order} LIMIT ${limit}::integer OFFSET ${offset}::integer`,
  )
}

/** That a row lies beyond a place, or is at it. */
export function beyondOf({ time, id }: TimeCursor, older: boolean, inclusive: boolean): Prisma.Sql {
  const comparison = Prisma.raw(`${older ? '<' : '>'}${inclusive ? '=' : ''}`)
  return Prisma.sql`(made_at, image_id) ${comparison} (${time}::timestamptz, ${id}::uuid)`
}
