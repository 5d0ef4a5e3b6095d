import type { Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { newToken } from './keyed-hash.ts'

export const VERIFY_PURPOSE = 'verify-email'
const VALID_HOURS = 24

/** Stores a token and hands over the letter with its link. */
export async function sendVerification(
  tx: Transaction,
  user: { id: string; email: string; locale: Locale },
): Promise<void> {
  const { token, tokenHash } = newToken()
  const expiresAt = new Date(Date.now() + VALID_HOURS * 3_600_000)
  await tx.emailToken.create({ data: { userId: user.id, tokenHash, purpose: VERIFY_PURPOSE, expiresAt } })
  await sendMail(tx, {
    to: user.email,
    locale: user.locale,
    letter: 'verify-email',
    // Behind the #, where neither server logs nor Referer headers carry it.
    values: { url: `${env.publicUrl}/${user.locale}/verify-email#token=${token}`, hours: VALID_HOURS },
  })
}
