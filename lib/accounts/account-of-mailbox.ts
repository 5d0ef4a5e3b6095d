import { createWallet } from '#lib/credits/create-wallet.ts'
import type { Transaction } from '#lib/db.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { lockUsers } from './lock-user.ts'
import { markVerified } from './mark-verified.ts'
import { normalizeEmail } from './normalize-email.ts'

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
 * verified is taken over: the password, sessions and letters it has are whoever's signed up with the address (decision 012).
 * @returns its id; the account is locked until the transaction ends
 */
export async function accountOfMailbox(
  tx: Transaction,
  { email, emailHash, locale, address }: Mailbox,
): Promise<string> {
  const emailNormalized = normalizeEmail(email)
  const [created] = await tx.user.createManyAndReturn({
    data: { email, emailNormalized, locale },
    skipDuplicates: true,
    select: { id: true },
  })
  if (created) await createWallet(tx, created.id)
  const { id: userId } = await tx.user.findUniqueOrThrow({ where: { emailNormalized }, select: { id: true } })
  await lockUsers(tx, userId)
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } })
  if (user.emailVerifiedAt) return userId
  await tx.user.update({
    where: { id: userId },
    data: { email, passwordHash: null, sessions: { deleteMany: {} }, emailTokens: { deleteMany: {} } },
  })
  await markVerified(tx, { userId, emailHash, address })
  return userId
}
