import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { limit } from '#lib/http/rate-limit.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { issueToken, validMinutes } from './email-tokens.ts'
import { keyedHash } from './keyed-hash.ts'
import { letterLink } from './letter-links.ts'
import { levelTiming } from './level-timing.ts'
import { letterRule } from './limits.ts'
import { lockAccountOf } from './lock-account-of.ts'
import { normalizeEmail } from './normalize-email.ts'
import { signInMethods } from './sign-in-methods.ts'

/**
 * Sends a letter with a link that signs in: to the account's own address, however the one that was typed is tagged. An address without
 * an account gets one that waits for the link to be opened, as after a sign-up; whoever asks learns nothing about that, neither from
 * the answer nor from its time.
 * @throws AppError not_found where the site has no such letters; too_many_requests
 */
export async function requestMailLink({ email, locale }: { email: string; locale: Locale }): Promise<void> {
  if (!signInMethods().mailLink) throw new AppError('not_found')
  const emailNormalized = normalizeEmail(email)
  await limit(letterRule, keyedHash('letter', emailNormalized))
  await levelTiming(() =>
    db.$transaction(async (tx) => {
      const { user } = await lockAccountOf(tx, { email, emailNormalized, locale })
      const token = await issueToken(tx, { userId: user.id, purpose: 'sign-in' })
      await sendMail(tx, {
        to: user.email,
        locale,
        letter: 'sign-in-link',
        values: { url: letterLink(locale, 'mailLink', token), minutes: validMinutes['sign-in'] },
      })
    }),
  )
}
