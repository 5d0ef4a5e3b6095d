import { z } from 'zod'
import { models } from '#lib/catalog/models.ts'
import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { clock } from './clock.ts'
import type { Room } from './run-queue.ts'

const everyModel = models.map(({ id }) => id)

const admitted = z.tuple([z.object({ waitMs: z.number() })])

/**
 * Asks at the end of the transaction that sends an image off whether its call may leave: a place is free, the token bucket is
 * not empty, the provider neither paused nor stopped. The counting is exact over all workers (SQL function limit_admit).
 * @returns 0 when it may, and then one token is taken; else the milliseconds after which to ask again
 */
export async function admitCall(
  tx: Transaction,
  call: { provider: string; model: string; imageId: string; now?: Date },
): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT limit_admit(${call.provider}, ${call.model}, ${call.imageId}::uuid, ${env.PROVIDER_CONCURRENCY}::integer,
      ${env.PROVIDER_RATE_PER_MINUTE ?? null}::integer, ${clock(call.now)}) AS "waitMs"`
  return admitted.parse(rows)[0].waitMs
}

const roomRows = z.array(
  z.object({
    model: z.string(),
    free: z.number(),
    tokens: z.number().nullable(),
    msToToken: z.number().nullable(),
    msToResume: z.number().nullable(),
  }),
)
const stopRows = z.array(z.object({ msToProbe: z.number() }))

/**
 * How much may be taken from a provider's line now; groups are models. A look without locks, so that workers do not fetch what cannot leave;
 * `admitCall` decides.
 */
export async function readRoom(provider: string, now?: Date): Promise<Room> {
  const [limits, stops] = await Promise.all([
    db.$queryRaw`
      SELECT l.model,
        (floor(limit_places(l, ${env.PROVIDER_CONCURRENCY}::integer)) - (SELECT count(*) FROM images i WHERE i.provider = l.provider AND i.model = l.model
          AND i.state IN ('preparing', 'calling') AND i.lease_until > ${clock(now)}))::integer AS free,
        floor(limit_tokens(l, rate.now, ${clock(now)}))::float8 AS tokens,
        ceil((1 - limit_tokens(l, rate.now, ${clock(now)})) / limit_fill_per_second(rate.now) * 1000)::float8 AS "msToToken",
        ceil(extract(epoch FROM l.paused_until - ${clock(now)}) * 1000)::float8 AS "msToResume"
      FROM provider_limits l, LATERAL (SELECT limit_rate(l, ${env.PROVIDER_RATE_PER_MINUTE ?? null}::integer) AS now) rate
      WHERE l.provider = ${provider}`,
    db.$queryRaw`
      SELECT ceil(extract(epoch FROM coalesce(probe_at, stopped_at) - ${clock(now)}) * 1000)::float8 AS "msToProbe"
      FROM provider_states WHERE provider = ${provider} AND stopped_at IS NOT NULL`,
  ])
  const [stop] = stopRows.parse(stops)
  const known = roomRows.parse(limits)
  if (stop && stop.msToProbe > 0) {
    const closedGroups = [...new Set([...everyModel, ...known.map((limit) => limit.model)])]
    return { closedGroups, batch: env.PROVIDER_CONCURRENCY, opensInMs: stop.msToProbe }
  }

  const closedGroups: string[] = []
  const opens: number[] = []
  // One call at a time finds out whether a stopped provider takes us again.
  let batch = stop ? 1 : env.PROVIDER_CONCURRENCY
  for (const { model, free, tokens, msToToken, msToResume } of known) {
    const isPaused = msToResume !== null && msToResume > 0
    const room = isPaused ? 0 : Math.min(free, tokens ?? free)
    if (room > 0) {
      batch = Math.min(batch, room)
      continue
    }
    closedGroups.push(model)
    if (isPaused) opens.push(msToResume)
    else if (tokens === 0 && msToToken !== null) opens.push(msToToken)
  }
  return { closedGroups, batch, opensInMs: opens.length > 0 ? Math.min(...opens) : null }
}
