import { grant } from '#lib/credits/grant.ts'
import type { Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { networkOf } from '#lib/http/client-address.ts'
import { keyedHash } from './keyed-hash.ts'

/** `claimed`: this mailbox has had it before. `network_limit`: its network has had too many in the last 24 hours. */
export type BonusOutcome = 'granted' | 'claimed' | 'network_limit' | 'none'

/** Grants the bonus once per mailbox for ever, and a limited number of times per network and day. */
export async function grantSignUpBonus(
  tx: Transaction,
  { userId, emailHash, address }: { userId: string; emailHash: string; address: string },
): Promise<BonusOutcome> {
  const amount = env.SIGN_UP_BONUS_CREDITS
  if (amount === 0) return 'none'
  if (await tx.bonusClaim.findUnique({ where: { emailHash } })) return 'claimed'

  const networkHash = keyedHash('network', networkOf(address))
  // Counting and adding must not be interleaved, or a burst of verifications passes the limit together.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${networkHash}, 0))`
  const dayAgo = new Date(Date.now() - 86_400_000)
  const recent = await tx.bonusClaim.count({ where: { networkHash, createdAt: { gt: dayAgo } } })
  if (recent >= env.SIGN_UP_BONUS_PER_NETWORK_DAILY) return 'network_limit'

  await tx.bonusClaim.create({ data: { emailHash, networkHash } })
  // Not by the mailbox: the ledger outlives the account, and must not lead back to a person.
  const key = `sign-up-bonus:${userId}`
  await grant(tx, { userId, kind: 'bonus', amount, key, reference: 'sign-up-bonus' })
  return 'granted'
}
