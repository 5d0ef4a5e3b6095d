import { Prisma } from '#lib/db.ts'

/** No count reads more rows than this, however long the line is: past it a number stands still. */
const COUNT_MAX = 100_000
/** What a working site finishes within a day or so; the nightly check of the ledger looks at all holds. */
const HOLDS_LOOKED_AT = 10_000
/** A worker says every five seconds that its loops turn. */
export const WORKER_SILENT_SECONDS = 20

/** Of one state: the `WHERE` names it in a constant, so that its partial index answers. */
function imagesIn(state: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT provider, ${state} AS state, count(*)::int AS count
    FROM (SELECT provider FROM images WHERE state = ${state} LIMIT ${COUNT_MAX}) i GROUP BY provider`
}

/**
 * What the metrics ask of the database. Each query is bounded or answered by an index that holds little; a test looks at the
 * plans. Ages and windows are the database's time, since the machines' clocks may differ.
 */
export const siteQueries = {
  images: Prisma.join(
    [
      imagesIn(Prisma.sql`'waiting'`),
      imagesIn(Prisma.sql`'queued'`),
      imagesIn(Prisma.sql`'preparing'`),
      imagesIn(Prisma.sql`'calling'`),
      imagesIn(Prisma.sql`'storing'`),
    ],
    ' UNION ALL ',
  ),
  /** Images that were put back until later are not late. */
  queueAge: Prisma.sql`
    SELECT provider, extract(epoch FROM now() - min(greatest(queued_at, not_before)))::float AS seconds
    FROM (SELECT provider, queued_at, not_before FROM images WHERE state = 'queued' LIMIT ${COUNT_MAX}) i
    WHERE not_before IS NULL OR not_before <= now() GROUP BY provider`,
  ambiguous: Prisma.sql`
    SELECT count(*)::int AS total, (count(*) FILTER (WHERE finished_at > now() - interval '24 hours'))::int AS day
    FROM (SELECT finished_at FROM attempts WHERE outcome = 'ambiguous' ORDER BY finished_at DESC LIMIT ${COUNT_MAX}) a`,
  attempts: Prisma.sql`
    SELECT outcome::text, count(*)::int AS count
    FROM (
      SELECT outcome FROM attempts
      WHERE outcome <> 'running' AND finished_at > now() - interval '1 hour' LIMIT ${COUNT_MAX}
    ) a GROUP BY outcome`,
  holds: Prisma.sql`
    SELECT (count(*) FILTER (WHERE j.id IS NULL))::int AS "withoutJob",
      (count(*) FILTER (WHERE j.finished_at IS NOT NULL))::int AS "ofFinishedJobs"
    FROM (
      SELECT reference, settled + released < amount AS open FROM credit_holds ORDER BY id DESC LIMIT ${HOLDS_LOOKED_AT}
    ) h LEFT JOIN jobs j ON j.id = substring(h.reference FROM 5)::uuid
    WHERE h.open AND h.reference ~ '^job:[0-9a-f-]{36}$'`,
  ledgerCheck: Prisma.sql`
    SELECT findings, extract(epoch FROM now() - finished_at)::float AS seconds FROM ledger_checks ORDER BY id DESC LIMIT 1`,
  workers: Prisma.sql`
    SELECT count(*)::int AS alive FROM workers WHERE heard_at > now() - make_interval(secs => ${WORKER_SILENT_SECONDS})`,
  providers: Prisma.sql`SELECT provider, (stopped_at IS NOT NULL)::int AS stopped FROM provider_states`,
  limits: Prisma.sql`
    SELECT provider, model, places, rate,
      greatest(0, extract(epoch FROM paused_until - now()))::float AS "pausedSeconds" FROM provider_limits`,
}
