import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

export interface Settlement {
  holdReference: string
  /** Credits, 1 or more. */
  amount: number
  key: string
  /** For tests; the database's clock otherwise. */
  now?: Date
}

const settled = z.tuple([z.object({ repeated: z.boolean() })])

/**
 * Spends credits of a hold, from its lots in spend order, whether those have run out meanwhile or not.
 * @throws HoldExceeded when the hold keeps less; HoldNotFound; LedgerConflict when the key was used with other content.
 */
export async function settle(
  tx: Transaction,
  { holdReference, amount, key, now }: Settlement,
): Promise<{ repeated: boolean }> {
  const rows = await tx.$queryRaw`
    SELECT credits_settle(${holdReference}, ${amount}::integer, ${key}, ${now ?? null}::timestamptz) AS repeated
  `.catch(throwLedgerError)
  const [row] = settled.parse(rows)
  return { repeated: row.repeated }
}
