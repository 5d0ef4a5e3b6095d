import { db } from '#lib/db.ts'
import { idleLimit } from './sessions.ts'

const DEVELOPMENT_MAIL_DAYS = 30

/**
 * Throws away what is of no more use to anybody: tokens of letters and sessions that are over, old development letters, spent
 * limits.
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
  return pruned.reduce((sum, { count }) => sum + count, 0)
}
