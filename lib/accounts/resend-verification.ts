import { db } from '#lib/db.ts'
import { limit } from '#lib/http/rate-limit.ts'
import { locale } from './account-input.ts'
import { keyedHash } from './keyed-hash.ts'
import { levelTiming } from './level-timing.ts'
import { letterRule } from './limits.ts'
import { lockUsers } from './lock-user.ts'
import { normalizeEmail } from './normalize-email.ts'
import { sendVerification } from './send-verification.ts'

/**
 * Sends another verification letter if that address waits for one; answers the same, in the same time, if it does not.
 * Links sent before stay good: people open whichever letter arrives first.
 * @throws AppError too_many_requests
 */
export async function resendVerification(email: string): Promise<void> {
  const emailNormalized = normalizeEmail(email)
  await limit(letterRule, keyedHash('letter', emailNormalized))
  await levelTiming(async () => {
    const known = await db.user.findUnique({ where: { emailNormalized, emailVerifiedAt: null } })
    if (!known) return
    await db.$transaction(async (tx) => {
      // Else a sign-up could give it another address meanwhile.
      await lockUsers(tx, known.id)
      const user = await tx.user.findUnique({
        where: { id: known.id, emailNormalized, emailVerifiedAt: null },
      })
      if (!user) return
      await sendVerification(tx, { id: user.id, email: user.email, locale: locale.parse(user.locale) })
    })
  })
}
