import type { Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { lockAccountOf } from './lock-account-of.ts'
import { markVerified } from './mark-verified.ts'
import { isSameMailbox, normalizeEmail } from './normalize-email.ts'

interface Mailbox {
  /** Proved to be the visitor's just now, by a letter or by a provider that has verified it. */
  email: string
  /** `bonusHash` of it, made before the transaction. */
  emailHash: string
  /** For an account that is made. */
  locale: Locale
  /** The client's IP address. */
  address: string
}

/**
 * The account of a mailbox, for its owner: the one that is there, or a new one, verified and with the bonus. One that was never
 * verified is taken over: the password, sessions, keys and letters it has are whoever's signed up with the address (decision 012).
 * @returns its id; the account is locked until the transaction ends
 * @throws AppError mailbox_taken where a verified account has an address that is like this one, but need not be this mailbox
 */
export async function accountOfMailbox(
  tx: Transaction,
  { email, emailHash, locale, address }: Mailbox,
): Promise<string> {
  const { user } = await lockAccountOf(tx, { email, emailNormalized: normalizeEmail(email), locale })
  const userId = user.id
  if (user.emailVerifiedAt) {
    if (!isSameMailbox(user.email, email)) throw new AppError('mailbox_taken')
    return userId
  }
  await tx.user.update({
    where: { id: userId },
    data: {
      email,
      passwordHash: null,
      sessions: { deleteMany: {} },
      identities: { deleteMany: {} },
      emailTokens: { deleteMany: {} },
    },
  })
  await markVerified(tx, { userId, emailHash, address })
  return userId
}
