import { db, type Transaction } from '#lib/db.ts'
import { hashToken, newToken } from './keyed-hash.ts'
import { lockUsers } from './lock-user.ts'

/** What the link in a letter is for; a token is good for nothing else. */
export type TokenPurpose = 'verify-email' | 'reset-password' | 'change-email' | 'sign-in'

const HOUR = 60
export const validMinutes: Record<TokenPurpose, number> = {
  'verify-email': 24 * HOUR,
  'reset-password': HOUR,
  'change-email': 24 * HOUR,
  'sign-in': 15,
}

/**
 * Makes a token and keeps its hash.
 * @param email the new address that the token proves, where it is to become the account's
 * @returns what stands in the letter, and nowhere else
 */
export async function issueToken(
  tx: Transaction,
  { userId, purpose, email }: { userId: string; purpose: TokenPurpose; email?: string },
): Promise<string> {
  const { token, tokenHash } = newToken()
  const expiresAt = new Date(Date.now() + validMinutes[purpose] * 60_000)
  await tx.emailToken.create({ data: { userId, tokenHash, purpose, expiresAt, email: email ?? null } })
  return token
}

/** The token's row and its account, or null when it is unknown, expired, or for something else. Locks nothing. */
export async function findToken(purpose: TokenPurpose, token: string, tx: Transaction = db) {
  const found = await tx.emailToken.findUnique({
    where: { tokenHash: hashToken(token), purpose },
    include: { user: { omit: { passwordHash: false } } },
  })
  return found && found.expiresAt > new Date() && !found.user.deletedAt ? found : null
}

/**
 * The same, with its account locked until the transaction ends: of two that come with one token at once, the second sees what the
 * first has done. The account's row before its tokens, in every transaction.
 */
export async function claimToken(tx: Transaction, purpose: TokenPurpose, token: string) {
  const found = await findToken(purpose, token, tx)
  if (!found) return null
  await lockUsers(tx, found.userId)
  return findToken(purpose, token, tx)
}
