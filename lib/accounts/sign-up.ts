import { db, type Transaction } from '#lib/db.ts'
import { limit } from '#lib/http/rate-limit.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import type { TokenPurpose } from './email-tokens.ts'
import { keyedHash } from './keyed-hash.ts'
import { letterLink } from './letter-links.ts'
import { levelTiming } from './level-timing.ts'
import { letterRule } from './limits.ts'
import { lockAccountOf } from './lock-account-of.ts'
import { isSameMailbox, normalizeEmail } from './normalize-email.ts'
import { hashPassword } from './password.ts'
import { sendVerification } from './send-verification.ts'

interface SignUp {
  email: string
  password: string
  locale: Locale
}

/**
 * Makes an account that waits for its mail to be verified. Whoever asks learns nothing about whether the address is known,
 * neither from the answer nor from its time; only the letter, which its owner reads, tells.
 * @throws AppError too_many_requests
 */
export async function signUp({ email, password, locale }: SignUp): Promise<void> {
  const emailNormalized = normalizeEmail(email)
  await limit(letterRule, keyedHash('letter', emailNormalized))
  await levelTiming(async () => {
    const passwordHash = await hashPassword(password)
    await db.$transaction(async (tx) => {
      const { user, isNew } = await lockAccountOf(tx, { email, emailNormalized, passwordHash, locale })
      if (isNew) return sendVerification(tx, { id: user.id, email, locale })
      return signUpAgain(tx, user, { email, passwordHash, locale })
    })
  })
}

/**
 * A verified account stays as it is and its owner is told. One that was never verified takes the new password, and its old
 * links and sessions end: else whoever signs up first with somebody's address keeps a password to the account that the
 * owner verifies later. Nothing is lost, since without verification there is nothing in it.
 */
async function signUpAgain(
  tx: Transaction,
  user: { id: string; email: string; emailVerifiedAt: Date | null },
  { email, passwordHash, locale }: Omit<SignUp, 'password'> & { passwordHash: string },
): Promise<void> {
  const { id } = user
  if (user.emailVerifiedAt) {
    const url = letterLink(locale, 'signIn')
    return sendMail(tx, { to: user.email, locale, letter: 'account-exists', values: { url } })
  }
  // What only the mailbox can use (a reset, a link that signs in) stays good, but for another mailbox.
  const ofHolder: TokenPurpose[] = ['verify-email', 'change-email']
  const purpose = isSameMailbox(user.email, email) ? { purpose: { in: ofHolder } } : {}
  await tx.emailToken.deleteMany({ where: { userId: id, ...purpose } })
  await tx.user.update({
    where: { id },
    data: { email, passwordHash, locale, sessions: { deleteMany: {} } },
  })
  await sendVerification(tx, { id, email, locale })
}
