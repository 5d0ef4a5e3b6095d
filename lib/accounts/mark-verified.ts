import type { Transaction } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { type BonusOutcome, grantSignUpBonus } from './grant-sign-up-bonus.ts'

/**
 * Notes that an account's mailbox is its owner's, and grants the bonus. The account is locked, and not verified yet.
 * @param emailHash `bonusHash` of the mailbox, made before the transaction: it is slow on purpose
 * @param address the client's IP address
 */
export async function markVerified(
  tx: Transaction,
  { userId, emailHash, address }: { userId: string; emailHash: string; address: string },
): Promise<BonusOutcome> {
  await tx.user.update({ where: { id: userId }, data: { emailVerifiedAt: new Date() } })
  const bonus = await grantSignUpBonus(tx, { userId, emailHash, address })
  await appendEvents(tx, userId, [{ type: 'wallet', data: {} }])
  return bonus
}
