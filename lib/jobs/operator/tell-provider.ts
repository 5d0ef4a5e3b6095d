import { tellOperators } from '#lib/accounts/tell-operators.ts'
import { writeAudit } from '#lib/audit/write-audit.ts'
import type { Transaction } from '#lib/db.ts'

/** Of a pause for want of a place in line, what is there to paint is `waiting` or `queued`. */
const inLine = ['waiting', 'queued'] as const

/**
 * Writes down that a provider has stopped and tells the operators. Call it in the transaction of a `stopProvider` that answered
 * true, so that a stop is told once.
 */
export async function tellProviderStopped(
  tx: Transaction,
  stop: { provider: string; reason: string; now: Date },
): Promise<void> {
  const { provider, reason, now } = stop
  const waiting = await tx.image.groupBy({
    by: ['userId'],
    where: { provider, state: { in: [...inLine] } },
    _count: true,
  })
  await writeAudit(tx, {
    actorId: null,
    action: 'provider.stopped',
    subject: `provider:${provider}`,
    details: { reason },
  })
  await tellOperators(tx, {
    letter: 'provider-stopped',
    values: {
      provider,
      reason,
      since: now.toISOString(),
      waitingImages: waiting.reduce((sum, { _count }) => sum + _count, 0),
      waitingUsers: waiting.length,
    },
  })
}

/** The same for a `reopenProvider` that answered true. `stoppedAt` is when it had stopped, if the caller knows. */
export async function tellProviderOpened(
  tx: Transaction,
  opened: { provider: string; stoppedAt: Date | null; now: Date },
): Promise<void> {
  const { provider, now } = opened
  const stoppedAt = opened.stoppedAt?.toISOString() ?? null
  await writeAudit(tx, {
    actorId: null,
    action: 'provider.opened',
    subject: `provider:${provider}`,
    details: { stoppedAt },
  })
  await tellOperators(tx, {
    letter: 'provider-opened',
    values: { provider, stoppedAt, openedAt: now.toISOString() },
  })
}
