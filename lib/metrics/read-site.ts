import { z } from 'zod'
import { db, type Prisma } from '#lib/db.ts'
import { siteQueries } from './site-queries.ts'

/** Metrics must never be what slows the site down: a query that takes longer is given up. */
const QUERY_MS = 2_000

const rows = {
  images: z.array(z.object({ provider: z.string(), state: z.string(), count: z.number() })),
  queueAge: z.array(z.object({ provider: z.string(), seconds: z.number() })),
  ambiguous: z.tuple([z.object({ total: z.number(), day: z.number() })]),
  attempts: z.array(z.object({ outcome: z.string(), count: z.number() })),
  holds: z.tuple([z.object({ withoutJob: z.number(), ofFinishedJobs: z.number() })]),
  ledgerCheck: z.array(z.object({ findings: z.number(), seconds: z.number() })),
  workers: z.tuple([z.object({ alive: z.number() })]),
  providers: z.array(z.object({ provider: z.string(), stopped: z.number() })),
  limits: z.array(
    z.object({
      provider: z.string(),
      model: z.string(),
      places: z.number(),
      rate: z.number().nullable(),
      pausedSeconds: z.number().nullable(),
    }),
  ),
}

/** The site's state as the database has it now, over one connection. */
export async function readSite() {
  return db.$transaction(
    async (tx) => {
      await tx.$queryRaw`SELECT set_config('statement_timeout', ${String(QUERY_MS)}, true)`
      const ask = async <T>(query: Prisma.Sql, schema: z.ZodType<T>): Promise<T> =>
        schema.parse(await tx.$queryRaw(query))
      return {
        images: await ask(siteQueries.images, rows.images),
        queueAge: await ask(siteQueries.queueAge, rows.queueAge),
        ambiguous: (await ask(siteQueries.ambiguous, rows.ambiguous))[0],
        attempts: await ask(siteQueries.attempts, rows.attempts),
        holds: (await ask(siteQueries.holds, rows.holds))[0],
        ledgerCheck: (await ask(siteQueries.ledgerCheck, rows.ledgerCheck))[0],
        workers: (await ask(siteQueries.workers, rows.workers))[0],
        providers: await ask(siteQueries.providers, rows.providers),
        limits: await ask(siteQueries.limits, rows.limits),
      }
    },
    { maxWait: QUERY_MS, timeout: 4 * QUERY_MS },
  )
}

export type SiteState = Awaited<ReturnType<typeof readSite>>
