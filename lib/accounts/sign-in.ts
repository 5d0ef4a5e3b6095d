import { db } from '#lib/db.ts'
import { networkOf } from '#lib/http/client-address.ts'
import { forgetLimit, limit } from '#lib/http/rate-limit.ts'
import { signInFields } from './account-input.ts'
import { keyedHash } from './keyed-hash.ts'
import { signInMailRule, signInNetworkRule, signInPairRule } from './limits.ts'
import { lockUsers } from './lock-user.ts'
import { normalizeEmail } from './normalize-email.ts'
import { verifyPassword } from './password.ts'
import { beginSession, type SignInPlace } from './sessions.ts'

/**
 * Checks mail and password. `null` for a wrong password and for an address without an account, after the same time. A mail
 * that is not verified may sign in: it has no credits, and the site says what is missing.
 * @throws AppError too_many_requests
 */
export async function signIn(
  input: unknown,
  place: SignInPlace,
): Promise<{ id: string; sessionId: string } | null> {
  const fields = signInFields.safeParse(input)
  if (!fields.success) return null
  const emailNormalized = normalizeEmail(fields.data.email)
  const network = networkOf(place.address)
  const pair = keyedHash('sign-in', `${network} ${emailNormalized}`)
  await limit(signInNetworkRule, network)
  await limit(signInPairRule, pair)
  await limit(signInMailRule, keyedHash('sign-in', emailNormalized))

  const user = await db.user.findUnique({
    where: { emailNormalized },
    select: { id: true, passwordHash: true },
  })
  if (!(await verifyPassword(user?.passwordHash, fields.data.password)) || !user) return null
  await forgetLimit(signInPairRule, pair)
  return db.$transaction(async (tx) => {
    // A new password ends all sessions: one that the old password begins meanwhile must not outlive that.
    await lockUsers(tx, user.id)
    const current = await tx.user.findUnique({ where: { id: user.id }, select: { passwordHash: true } })
    if (current?.passwordHash !== user.passwordHash) return null
    return { id: user.id, sessionId: await beginSession(tx, user.id, 'password', place) }
  })
}
