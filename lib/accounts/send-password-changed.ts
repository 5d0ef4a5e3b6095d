import type { Transaction } from '#lib/db.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'
import { letterLink } from './letter-links.ts'

/** Tells the owner that the account has another password now. */
export async function sendPasswordChanged(
  tx: Transaction,
  user: { email: string; locale: string },
): Promise<void> {
  const language = locale.parse(user.locale)
  await sendMail(tx, {
    to: user.email,
    locale: language,
    letter: 'password-changed',
    values: { url: letterLink(language, 'forgotPassword'), at: new Date().toISOString() },
  })
}
