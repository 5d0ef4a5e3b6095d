import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { AppError } from '#lib/http/app-error.ts'
import { type BonusOutcome, grantSignUpBonus } from './grant-sign-up-bonus.ts'
import { bonusHash, hashToken } from './keyed-hash.ts'
import { VERIFY_PURPOSE } from './send-verification.ts'

export interface Verification {
  bonus: BonusOutcome
  /** Credits granted by this call. */
  bonusCredits: number
}

/**
 * Verifies the mail address that a letter's token was sent to. The first time it grants the sign-up bonus; the same token
 * again (a double click, a second tab) is no error and grants nothing.
 * @throws AppError verification_invalid when the token is unknown, expired, or was replaced by a later sign-up
 */
export async function verifyEmail(token: string, address: string): Promise<Verification> {
  const tokenHash = hashToken(token)
  const found = await db.emailToken.findUnique({
    where: { tokenHash, purpose: VERIFY_PURPOSE },
    include: { user: true },
  })
  if (!found) throw new AppError('verification_invalid')
  // Slow on purpose, so not while rows are locked.
  const emailHash = await bonusHash(found.user.emailNormalized)

  return db.$transaction(async (tx) => {
    // The user's row first, then tokens: the order of sign-up, which deletes tokens.
    await tx.$queryRaw`SELECT 1 AS locked FROM users WHERE id = ${found.userId}::uuid FOR UPDATE`
    const current = await tx.emailToken.findUnique({ where: { tokenHash }, include: { user: true } })
    const now = new Date()
    if (!current || current.expiresAt <= now) throw new AppError('verification_invalid')
    if (current.user.emailVerifiedAt) return { bonus: await earlierOutcome(tx, emailHash), bonusCredits: 0 }

    await tx.emailToken.update({ where: { tokenHash }, data: { usedAt: now } })
    await tx.user.update({ where: { id: current.userId }, data: { emailVerifiedAt: now } })
    const bonus = await grantSignUpBonus(tx, { userId: current.userId, emailHash, address })
    await appendEvents(tx, current.userId, [{ type: 'wallet', data: {} }])
    return { bonus, bonusCredits: bonus === 'granted' ? env.SIGN_UP_BONUS_CREDITS : 0 }
  })
}

async function earlierOutcome(tx: Transaction, emailHash: string): Promise<BonusOutcome> {
  if (await tx.bonusClaim.findUnique({ where: { emailHash } })) return 'claimed'
  return env.SIGN_UP_BONUS_CREDITS > 0 ? 'network_limit' : 'none'
}
