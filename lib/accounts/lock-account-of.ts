import { createWallet } from '#lib/credits/create-wallet.ts'
import type { Transaction } from '#lib/db.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { lockUsers } from './lock-user.ts'

interface NewAccount {
  email: string
  emailNormalized: string
  locale: Locale
  /** Left out where it has none. */
  passwordHash?: string
}

/**
 * The account of an address, or a new one with a wallet that waits for its mail to be verified. It is locked until the transaction
 * ends, and it is the address's: one that was deleted or has moved to another address while we waited for the lock is not.
 */
export async function lockAccountOf(tx: Transaction, account: NewAccount) {
  const { emailNormalized } = account
  for (;;) {
    const [created] = await tx.user.createManyAndReturn({ data: account, skipDuplicates: true })
    if (created) {
      await createWallet(tx, created.id)
      return { user: created, isNew: true }
    }
    const known = await tx.user.findUnique({ where: { emailNormalized }, select: { id: true } })
    if (!known) continue
    await lockUsers(tx, known.id)
    const user = await tx.user.findUnique({ where: { id: known.id, emailNormalized, deletedAt: null } })
    if (user) return { user, isNew: false }
  }
}
