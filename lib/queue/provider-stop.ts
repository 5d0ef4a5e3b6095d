import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { clock } from './clock.ts'

/** The first try after a stop comes so soon, later ones twice as late each, up to the longest. */
const PROBE_SECONDS = 60
const PROBE_SECONDS_MAX = 600

const stopped = z.tuple([z.object({ isNew: z.boolean() })])

/**
 * The operator's account is empty, blocked or unverified: from now on one call at a time finds out now and then whether it
 * still is, and all else waits.
 * @param tx a transaction: it locks the provider's row
 * @param calledAt when the refused call left: those that were under way at the stop say nothing new
 * @returns whether it was open until now
 */
export async function stopProvider(
  tx: Transaction,
  provider: string,
  reason: string,
  calledAt: Date,
  now?: Date,
): Promise<boolean> {
  await tx.$executeRaw`INSERT INTO provider_states (provider) VALUES (${provider}) ON CONFLICT DO NOTHING`
  // The lock first: of many refusals at once one is the first.
  const rows = await tx.$queryRaw`
    SELECT stopped_at IS NULL AS "isNew" FROM provider_states WHERE provider = ${provider} FOR UPDATE`
  const [{ isNew }] = stopped.parse(rows)
  await tx.$executeRaw`
    UPDATE provider_states s SET
      stopped_at = coalesce(s.stopped_at, at),
      stop_reason = ${reason},
      probes = CASE WHEN s.stopped_at IS NULL THEN 0 WHEN s.stopped_at < ${calledAt} THEN s.probes + 1 ELSE s.probes END,
      probe_at = CASE
        WHEN s.stopped_at IS NULL THEN at + make_interval(secs => ${PROBE_SECONDS})
        WHEN s.stopped_at < ${calledAt}
          THEN at + make_interval(secs => least(${PROBE_SECONDS_MAX}, ${PROBE_SECONDS} * 2 ^ (s.probes + 1)))
        ELSE s.probe_at END
    FROM (SELECT ${clock(now)} AS at) moment
    WHERE provider = ${provider}`
  return isNew
}

/**
 * A call went through that had left after the stop, so whatever stopped the provider is over.
 * @returns whether it was stopped until now
 */
export async function reopenProvider(tx: Transaction, provider: string, calledAt: Date): Promise<boolean> {
  const { count } = await tx.providerState.updateMany({
    where: { provider, stoppedAt: { lt: calledAt } },
    data: { stoppedAt: null, stopReason: null, probeAt: null, probes: 0 },
  })
  return count > 0
}

/** Lets the next call find out now whether a stopped provider takes us again. */
export async function probeNow(tx: Transaction, provider: string, now?: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE provider_states SET probe_at = ${clock(now)} WHERE provider = ${provider} AND stopped_at IS NOT NULL`
}
