import type { Transaction } from '#lib/db.ts'

/** Gives a new user a wallet, in the transaction that makes the user. A second call changes nothing. */
export async function createWallet(tx: Transaction, userId: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO wallets (user_id) VALUES (${userId}::uuid) ON CONFLICT DO NOTHING`
}
