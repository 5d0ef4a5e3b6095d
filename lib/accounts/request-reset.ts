import { db } from '#lib/db.ts'
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

/**
 * Sends a letter with which its reader sets a new password: the first one, too, for an account that GitHub, Google or a letter
 * opens. Answers the same, in the same time, where there is no such account.
 * @throws AppError too_many_requests
 */
export async function requestReset(email: string): Promise<void> {
  const emailNormalized = normalizeEmail(email)
  await limit(letterRule, keyedHash('letter', emailNormalized))
  await levelTiming(async () => {
    const known = await db.user.findUnique({ where: { emailNormalized } })
    if (!known) return
    await db.$transaction(async (tx) => {
      // Else a sign-up could give it another address meanwhile, and the letter to the former one would open it.
      await lockUsers(tx, known.id)
      const user = await tx.user.findUnique({ where: { id: known.id, emailNormalized, deletedAt: null } })
      if (!user) return
      const language = locale.parse(user.locale)
      const token = await issueToken(tx, { userId: user.id, purpose: 'reset-password' })
      await sendMail(tx, {
        to: user.email,
        locale: language,
        letter: 'reset-password',
        values: {
          url: letterLink(language, 'resetPassword', token),
          minutes: validMinutes['reset-password'],
        },
      })
    })
  })
}
