import { Prisma } from '#lib/db.ts'

/** The database's clock, so that machines whose own clocks differ count alike; a test may set the time. */
export function clock(now?: Date): Prisma.Sql {
  return Prisma.sql`coalesce(${now ?? null}::timestamptz, clock_timestamp())`
}
