import { db, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'
import { letterLink } from './letter-links.ts'
import { lockUsers } from './lock-user.ts'
import type { SessionName } from './sessions.ts'
import type { OutsideIdentity } from './sign-in-with-identity.ts'

/**
 * Lets an identity elsewhere open the account of who is signed in, whatever its mail address is, and tells the owner by letter. It takes the
 * place of another one there, and of what this owner has removed. Doing it twice changes nothing.
 * @returns the session that asked, which goes on
 * @throws AppError identity_taken where it opens somebody else's account or was removed from it; provider_mail_unverified;
 *   mail_unverified; unauthenticated where the session has ended meanwhile
 */
export async function connectIdentity(
  { userId, sessionId }: SessionName,
  { provider, subject, verifiedEmail: email }: OutsideIdentity,
): Promise<{ id: string; sessionId: string }> {
  if (email === null) throw new AppError('provider_mail_unverified')
  await db.$transaction(async (tx) => {
    await lockUsers(tx, userId)
    const user = await tx.user.findUnique({ where: { id: userId, sessions: { some: { id: sessionId } } } })
    if (!user || user.deletedAt) throw new AppError('unauthenticated')
    // Whoever proves later that the mailbox is theirs takes the account over: nobody else may keep a key to it.
    if (!user.emailVerifiedAt) throw new AppError('mail_unverified')
    const own = await tx.identity.findUnique({ where: { userId_provider: { userId, provider } } })
    const opens = own?.subject === subject && !own.removedAt
    // Nobody else's row, least of all a removed one: without it the identity would find its way back to that account by mail.
    await tx.identity.deleteMany({ where: { userId, provider } })
    const made = await tx.identity.createMany({
      data: { provider, subject, userId, email },
      skipDuplicates: true,
    })
    if (made.count === 0) throw new AppError('identity_taken')
    if (!opens) await tellOwner(tx, user, provider)
  })
  return { id: userId, sessionId }
}

async function tellOwner(
  tx: Transaction,
  user: { email: string; locale: string },
  provider: OutsideIdentity['provider'],
): Promise<void> {
  const language = locale.parse(user.locale)
  await sendMail(tx, {
    to: user.email,
    locale: language,
    letter: 'identity-connected',
    values: { url: letterLink(language, 'account'), provider, at: new Date().toISOString() },
  })
}
