import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

const expired = z.tuple([z.object({ credits: z.bigint().transform(Number) })])

/**
 * Books what has run out in a user's lots as expired; each hold does so by itself.
 * @returns the credits that expired.
 * @throws WalletNotFound
 */
export async function expire(tx: Transaction, userId: string, now?: Date): Promise<number> {
  const rows = await tx.$queryRaw`
    SELECT credits_expire(${userId}::uuid, ${now ?? null}::timestamptz) AS credits`.catch(throwLedgerError)
  const [row] = expired.parse(rows)
  return row.credits
}
