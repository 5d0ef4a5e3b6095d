import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { limit } from '#lib/http/rate-limit.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'
import { issueToken, validMinutes } from './email-tokens.ts'
import { keyedHash } from './keyed-hash.ts'
import { letterLink } from './letter-links.ts'
import { levelTiming } from './level-timing.ts'
import { letterRule } from './limits.ts'
import { lockUsers } from './lock-user.ts'
import { normalizeEmail } from './normalize-email.ts'
import { proveBySession } from './prove-owner.ts'

/**
 * Asks for another address: a letter goes there, a notice to the present one, and nothing changes until the first is opened. It
 * takes the place of an earlier request. Whoever asks learns nothing about whether the new address has an account; only the
 * letter tells.
 * @param password null where the account has none
 * @throws AppError wrong_password, too_many_requests, invalid_request
 */
export async function requestEmailChange(
  userId: string,
  { email, password }: { email: string; password: string | null },
): Promise<void> {
  const account = await db.user.findUniqueOrThrow({
    where: { id: userId },
    omit: { passwordHash: false },
  })
  if (email === account.email) {
    throw new AppError('invalid_request', { problems: [{ field: 'email', code: 'same_email' }] })
  }
  await proveBySession(account, password, 'password')
  const emailNormalized = normalizeEmail(email)
  await limit(letterRule, keyedHash('letter', emailNormalized))
  const language = locale.parse(account.locale)

  await levelTiming(() =>
    db.$transaction(async (tx) => {
      await lockUsers(tx, userId)
      const isDeleted = (await tx.user.count({ where: { id: userId, deletedAt: null } })) === 0
      if (isDeleted) throw new AppError('unauthenticated')
      await tx.emailToken.deleteMany({ where: { userId, purpose: 'change-email' } })
      // Made either way, so that the request is seen as waiting either way; where the address is taken nobody gets to know it.
      const token = await issueToken(tx, { userId, purpose: 'change-email', email })
      const holder = await tx.user.findUnique({ where: { emailNormalized } })
      // An address that nobody verified belongs to nobody yet (decision 012).
      const taken = holder !== null && holder.id !== userId && holder.emailVerifiedAt !== null
      if (taken) {
        const values = { url: letterLink(language, 'signIn') }
        await sendMail(tx, { to: email, locale: language, letter: 'email-taken', values })
      } else {
        const hours = validMinutes['change-email'] / 60
        const values = { url: letterLink(language, 'confirmEmail', token), hours, from: account.email }
        await sendMail(tx, { to: email, locale: language, letter: 'change-email', values })
      }
      // To an address that was never verified it would go to a stranger.
      if (account.emailVerifiedAt) {
        const values = { url: letterLink(language, 'forgotPassword'), to: email }
        await sendMail(tx, { to: account.email, locale: language, letter: 'email-change-asked', values })
      }
    }),
  )
}
