import type { Transaction } from '#lib/db.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'
import { letterLink } from './letter-links.ts'

/** The last letter to somebody whose account was deleted, at the address it had. */
export async function sendFarewell(tx: Transaction, user: { email: string; locale: string }): Promise<void> {
  const language = locale.parse(user.locale)
  const values = { url: letterLink(language, 'home') }
  await sendMail(tx, { to: user.email, locale: language, letter: 'account-deleted', values })
}
