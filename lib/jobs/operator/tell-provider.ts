import { z } from 'zod'
import { tellOperators } from '#lib/accounts/tell-operators.ts'
import type { AuditAction } from '#lib/audit/actions.ts'
import { writeAudit } from '#lib/audit/write-audit.ts'
import type { Transaction } from '#lib/db.ts'

const lineRows = z.tuple([z.object({ waitingImages: z.number(), waitingUsers: z.number() })])

/**
 * How many images of a provider are in line, and of how many users. The states stand in the text and one in each part, because
 * only then a partial index matches; else it would read all images there ever were.
 */
async function countLine(tx: Transaction, provider: string): Promise<z.infer<typeof lineRows>[0]> {
  const rows = await tx.$queryRaw`
    SELECT count(*)::integer AS "waitingImages", count(DISTINCT user_id)::integer AS "waitingUsers" FROM (
      SELECT user_id FROM images WHERE provider = ${provider} AND state = 'waiting'
      UNION ALL
      SELECT user_id FROM images WHERE provider = ${provider} AND state = 'queued'
    ) line`
  return lineRows.parse(rows)[0]
}

/** Whether this was told within the last hour: a provider that stops and opens all day long must not bury its operators in letters. */
async function isToldLately(tx: Transaction, action: AuditAction, provider: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ told: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM audit_entries
      WHERE subject = ${`provider:${provider}`} AND action = ${action} AND at > now() - interval '1 hour'
    ) AS told`
  return row?.told ?? false
}

/**
 * Writes down that a provider has stopped, and tells the operators unless that happened within the last hour. Call it in the
 * transaction of a `stopProvider` that answered true, so that a stop is told once.
 */
export async function tellProviderStopped(
  tx: Transaction,
  stop: { provider: string; reason: string; now: Date },
): Promise<void> {
  const { provider, reason, now } = stop
  const isKnown = await isToldLately(tx, 'provider.stopped', provider)
  await writeAudit(tx, {
    actorId: null,
    action: 'provider.stopped',
    subject: `provider:${provider}`,
    details: { reason },
  })
  if (isKnown) return
  await tellOperators(tx, {
    letter: 'provider-stopped',
    values: { provider, reason, since: now.toISOString(), ...(await countLine(tx, provider)) },
  })
}

/** The same for a `reopenProvider` that answered true. `stoppedAt` is when it had stopped, if the caller knows. */
export async function tellProviderOpened(
  tx: Transaction,
  opened: { provider: string; stoppedAt: Date | null; now: Date },
): Promise<void> {
  const { provider, now } = opened
  const stoppedAt = opened.stoppedAt?.toISOString() ?? null
  const isKnown = await isToldLately(tx, 'provider.opened', provider)
  await writeAudit(tx, {
    actorId: null,
    action: 'provider.opened',
    subject: `provider:${provider}`,
    details: { stoppedAt },
  })
  if (isKnown) return
  await tellOperators(tx, {
    letter: 'provider-opened',
    values: { provider, stoppedAt, openedAt: now.toISOString() },
  })
}
