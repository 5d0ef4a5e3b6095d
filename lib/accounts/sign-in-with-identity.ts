import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { networkOf } from '#lib/http/client-address.ts'
import { limit } from '#lib/http/rate-limit.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import type { IdentityProvider } from './account-input.ts'
import { accountOfMailbox } from './account-of-mailbox.ts'
import { bonusHash } from './keyed-hash.ts'
import { signInNetworkRule } from './limits.ts'
import { lockUsers } from './lock-user.ts'
import { normalizeEmail } from './normalize-email.ts'
import { beginSession, type SignInPlace } from './sessions.ts'

/** Who somebody is elsewhere. */
export interface OutsideIdentity {
  provider: IdentityProvider
  /** Their id of the account, which never changes. */
  subject: string
  /** The account's mail address, if they have verified it; null otherwise. */
  verifiedEmail: string | null
}

/**
 * Signs in who was sent back by GitHub or Google: to the account that this identity has opened before, else to the one of its
 * verified mail address, which is linked from then on, else to a new one. What an account's owner has removed opens nothing, nor does
 * by its address what is not the account there that they have connected.
 * @param locale of an account that is made
 * @throws AppError provider_mail_unverified, identity_removed, mailbox_taken, too_many_requests
 */
export async function signInWithIdentity(
  { provider, subject, verifiedEmail }: OutsideIdentity,
  place: SignInPlace,
  locale: Locale,
): Promise<{ id: string; sessionId: string }> {
  await limit(signInNetworkRule, networkOf(place.address))
  const known = await db.identity.findUnique({ where: { provider_subject: { provider, subject } } })
  if (known) {
    const sessionId = await db.$transaction(async (tx) => {
      await lockUsers(tx, known.userId)
      // Gone in between with its account, perhaps.
      const [linked] = await tx.identity.updateManyAndReturn({
        where: { provider, subject, userId: known.userId, user: { deletedAt: null } },
        data: verifiedEmail === null ? { subject } : { email: verifiedEmail },
      })
      if (linked?.removedAt) throw new AppError('identity_removed')
      return linked && beginSession(tx, known.userId, provider, place)
    })
    if (sessionId) return { id: known.userId, sessionId }
  }
  if (verifiedEmail === null) throw new AppError('provider_mail_unverified')
  // Slow on purpose, so not while rows are locked.
  const emailHash = await bonusHash(normalizeEmail(verifiedEmail))
  return db.$transaction(async (tx) => {
    const mailbox = { email: verifiedEmail, emailHash, locale, address: place.address }
    const id = await accountOfMailbox(tx, mailbox)
    await link(tx, id, { provider, subject, email: verifiedEmail })
    return { id, sessionId: await beginSession(tx, id, provider, place) }
  })
}

/**
 * One account there for one account here. Another one with the same address never takes the place of the first by signing in: it may
 * be what the owner has removed or replaced, for being in the wrong hands. They connect it on the account page.
 * @throws AppError identity_removed where the owner has removed that provider, or another account there is linked
 */
async function link(
  tx: Transaction,
  userId: string,
  identity: { provider: IdentityProvider; subject: string; email: string },
): Promise<void> {
  const { provider, subject } = identity
  const known = await tx.identity.findUnique({ where: { userId_provider: { userId, provider } } })
  if (known && (known.removedAt || known.subject !== subject)) throw new AppError('identity_removed')
  await tx.identity.createMany({ data: { ...identity, userId }, skipDuplicates: true })
}
