import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { IdentityProvider } from './account-input.ts'
import { lockUsers } from './lock-user.ts'
import { signInMethods } from './sign-in-methods.ts'

/**
 * Takes GitHub's or Google's key to an account away and ends the sessions it has opened. One that is not there is no error. It stays
 * known as removed: else the next sign-in there would link it again, by the mail address.
 * @param sessionId the session that asks, which goes on
 * @throws AppError last_way_in when nothing else opens the account
 */
export async function removeIdentity(
  { id: userId, sessionId }: { id: string; sessionId: string },
  provider: IdentityProvider,
): Promise<void> {
  await db.$transaction(async (tx) => {
    // Else of two keys that are removed at once each would count on the other.
    await lockUsers(tx, userId)
    const user = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      omit: { passwordHash: false },
      include: { identities: { where: { removedAt: null } } },
    })
    if (!user.identities.some((identity) => identity.provider === provider)) return
    const methods = signInMethods()
    const opensBeside = user.identities.some((identity) => {
      const other = identity.provider
      return other !== provider && (other === 'github' || other === 'google') && methods[other]
    })
    if (user.passwordHash === null && !methods.mailLink && !opensBeside) throw new AppError('last_way_in')
    await tx.identity.updateMany({ where: { userId, provider }, data: { removedAt: new Date() } })
    await tx.session.deleteMany({ where: { userId, method: provider, id: { not: sessionId } } })
  })
}
