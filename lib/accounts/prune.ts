import { db } from '#lib/db.ts'
import { idleLimit } from './sessions.ts'

const DEVELOPMENT_MAIL_DAYS = 30
/** An account whose mail was never verified is gone after so long. */
const UNVERIFIED_DAYS = 30
/** Accounts removed in one transaction. */
const BATCH = 500

/**
 * Throws away what is of no more use to anybody: tokens of letters and sessions that are over, old development letters, spent
 * limits, accounts that nobody ever verified.
 * @returns how many rows
 */
export async function pruneAccounts(now: Date = new Date()): Promise<number> {
  const lettersBefore = new Date(now.getTime() - DEVELOPMENT_MAIL_DAYS * 86_400_000)
  const pruned = [
    await db.emailToken.deleteMany({ where: { expiresAt: { lte: now } } }),
    await db.session.deleteMany({ where: { seenAt: { lte: idleLimit(now) } } }),
    await db.developmentMail.deleteMany({ where: { createdAt: { lte: lettersBefore } } }),
    await db.rateLimit.deleteMany({ where: { expire: { lte: now } } }),
  ]
  return pruned.reduce((sum, { count }) => sum + count, 0) + (await removeUnverified(now))
}

/** Only those that no book names, and that wait for no letter to be opened. @returns how many accounts */
async function removeUnverified(now: Date): Promise<number> {
  const madeBefore = new Date(now.getTime() - UNVERIFIED_DAYS * 86_400_000)
  let removed = 0
  for (;;) {
    const count = await db.$transaction(async (tx) => {
      // Whoever is at one of them just now keeps it until tomorrow.
      const found = await tx.$queryRaw<{ id: string }[]>`
        SELECT id::text FROM users
        WHERE email_verified_at IS NULL AND role = 'user' AND created_at <= ${madeBefore}
          AND NOT EXISTS (SELECT FROM jobs WHERE user_id = users.id)
          AND NOT EXISTS (SELECT FROM credit_lots WHERE user_id = users.id)
          AND NOT EXISTS (SELECT FROM ledger_transactions WHERE user_id = users.id)
          AND NOT EXISTS (SELECT FROM email_tokens WHERE user_id = users.id)
        LIMIT ${BATCH}::integer FOR UPDATE SKIP LOCKED`
      const ids = found.map(({ id }) => id)
      await tx.wallet.deleteMany({ where: { userId: { in: ids } } })
      // Sessions, presets and snippets go with them.
      await tx.user.deleteMany({ where: { id: { in: ids } } })
      return ids.length
    })
    removed += count
    if (count < BATCH) return removed
  }
}
