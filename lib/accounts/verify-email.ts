import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { claimToken, findToken } from './email-tokens.ts'
import type { BonusOutcome } from './grant-sign-up-bonus.ts'
import { bonusHash } from './keyed-hash.ts'
import { markVerified } from './mark-verified.ts'
import { proveByLetter } from './prove-owner.ts'

export interface Verification {
  bonus: BonusOutcome
  /** Credits granted by this call. */
  bonusCredits: number
  /** Whose account it is: with the password that was given, the page signs in. */
  email: string
}

interface Reader {
  token: string
  /** Who is signed in on the reader's browser. */
  visitorId?: string | null
  password?: string | undefined
  /** The client's IP address. */
  address: string
}

/**
 * Verifies the mail address that a letter's token was sent to. The first time it asks for the account's password, unless its owner
 * is signed in (decision 012), and grants the sign-up bonus; the same token again (a double click, a second tab) is no error and
 * grants nothing.
 * @throws AppError verification_invalid when the token is unknown, expired, or was replaced by a later sign-up;
 *   password_required, wrong_password, too_many_requests, after which the token is as good as before
 */
export async function verifyEmail({ token, visitorId, password, address }: Reader): Promise<Verification> {
  const found = await findToken('verify-email', token)
  if (!found) throw new AppError('verification_invalid')
  const { user } = found
  // One without a password was made by a letter that was not opened: no stranger can get in once it is verified.
  if (!user.emailVerifiedAt && user.passwordHash !== null) {
    await proveByLetter(user, visitorId ?? null, password)
  }
  // Slow on purpose, so not while rows are locked.
  const emailHash = await bonusHash(user.emailNormalized)

  return db.$transaction(async (tx) => {
    const current = await claimToken(tx, 'verify-email', token)
    if (!current) throw new AppError('verification_invalid')
    const { userId, user } = current
    const { email } = user
    if (user.emailVerifiedAt) {
      return { bonus: await earlierOutcome(tx, emailHash), bonusCredits: 0, email }
    }
    if (user.passwordHash !== found.user.passwordHash) throw new AppError('wrong_password')
    await tx.emailToken.update({ where: { id: current.id }, data: { usedAt: new Date() } })
    const bonus = await markVerified(tx, { userId, emailHash, address })
    return { bonus, bonusCredits: bonus === 'granted' ? env.SIGN_UP_BONUS_CREDITS : 0, email }
  })
}

async function earlierOutcome(tx: Transaction, emailHash: string): Promise<BonusOutcome> {
  if (await tx.bonusClaim.findUnique({ where: { emailHash } })) return 'claimed'
  return env.SIGN_UP_BONUS_CREDITS > 0 ? 'network_limit' : 'none'
}
