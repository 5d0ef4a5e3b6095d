import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

/**
 * Takes the user's wallet until the transaction ends. Whoever changes a user's credits or events takes it first; the
 * order everywhere is batch, job, order, wallet, lots.
 * @throws WalletNotFound
 */
export async function lockWallet(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT credits_lock(${userId}::uuid)`.catch(throwLedgerError)
}
