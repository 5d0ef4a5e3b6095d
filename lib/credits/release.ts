import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

export interface Release {
  holdReference: string
  /** Credits, 1 or more. */
  amount: number
  key: string
  /** For tests; the database's clock otherwise. */
  now?: Date
}

const released = z.tuple([z.object({ repeated: z.boolean() })])

/**
 * Gives credits of a hold back to the lots they came from, those that would be spent last first. In place of a lot that
 * has run out comes a new one of the same kind, good for 7 days.
 * @throws HoldExceeded when the hold keeps less; HoldNotFound; LedgerConflict when the key was used with other content.
 */
export async function release(
  tx: Transaction,
  { holdReference, amount, key, now }: Release,
): Promise<{ repeated: boolean }> {
  const rows = await tx.$queryRaw`
    SELECT credits_release(${holdReference}, ${amount}::integer, ${key}, ${now ?? null}::timestamptz) AS repeated
  `.catch(throwLedgerError)
  const [row] = released.parse(rows)
  return { repeated: row.repeated }
}
