import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { networkOf } from '#lib/http/client-address.ts'
import { limit } from '#lib/http/rate-limit.ts'
import { locale, mailLinkFields } from './account-input.ts'
import { accountOfMailbox } from './account-of-mailbox.ts'
import { claimToken, findToken } from './email-tokens.ts'
import { bonusHash } from './keyed-hash.ts'
import { signInNetworkRule } from './limits.ts'
import { beginSession, type SignInPlace } from './sessions.ts'

/**
 * Signs in with the token of a letter, once. Where the account was not verified it is now, with the bonus.
 * @throws AppError mail_link_invalid, too_many_requests
 */
export async function signInByLink(
  input: unknown,
  place: SignInPlace,
): Promise<{ id: string; sessionId: string }> {
  await limit(signInNetworkRule, networkOf(place.address))
  const fields = mailLinkFields.safeParse(input)
  const token = fields.data?.token
  const found = token === undefined ? null : await findToken('sign-in', token)
  if (token === undefined || !found) throw new AppError('mail_link_invalid')
  // Slow on purpose, so not while rows are locked.
  const emailHash = await bonusHash(found.user.emailNormalized)
  return db.$transaction(async (tx) => {
    const current = await claimToken(tx, 'sign-in', token)
    if (!current) throw new AppError('mail_link_invalid')
    const { userId, user } = current
    // Letters that were sent beside it are of no more use, and one less thing to be found.
    await tx.emailToken.deleteMany({ where: { userId, purpose: 'sign-in' } })
    await accountOfMailbox(tx, {
      email: user.email,
      emailHash,
      locale: locale.parse(user.locale),
      address: place.address,
    })
    return { id: userId, sessionId: await beginSession(tx, userId, 'mail', place) }
  })
}
