import type { Transaction } from '#lib/db.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { issueToken, validMinutes } from './email-tokens.ts'
import { letterLink } from './letter-links.ts'

const VALID_HOURS = validMinutes['verify-email'] / 60

/** Stores a token and hands over the letter with its link. */
export async function sendVerification(
  tx: Transaction,
  user: { id: string; email: string; locale: Locale },
): Promise<void> {
  const token = await issueToken(tx, { userId: user.id, purpose: 'verify-email' })
  await sendMail(tx, {
    to: user.email,
    locale: user.locale,
    letter: 'verify-email',
    values: { url: letterLink(user.locale, 'verifyEmail', token), hours: VALID_HOURS },
  })
}
