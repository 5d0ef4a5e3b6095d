import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

export interface Grant {
  userId: string
  kind: 'purchased' | 'bonus' | 'sandbox'
  /** Credits, 1 or more. */
  amount: number
  /** Names this grant for ever: `sign-up-bonus:<user>`, `order:<id>`. */
  key: string
  /** What the statement shows as the reason. */
  reference: string
  expiresAt?: Date
  /** For tests; the database's clock otherwise. */
  now?: Date
}

const granted = z.tuple([z.object({ granted_lot: z.uuid(), repeated: z.boolean() })])

/**
 * Grants credits as a new lot. The same grant again answers with the same lot and books nothing.
 * @throws LedgerConflict when the key was used with other content; WalletNotFound.
 */
export async function grant(
  tx: Transaction,
  { userId, kind, amount, key, reference, expiresAt, now }: Grant,
): Promise<{ lotId: string; repeated: boolean }> {
  const rows = await tx.$queryRaw`
    SELECT * FROM credits_grant(${userId}::uuid, ${kind}::lot_kind, ${amount}::integer, ${key}, ${reference},
      ${expiresAt ?? null}::timestamptz, ${now ?? null}::timestamptz)`.catch(throwLedgerError)
  const [row] = granted.parse(rows)
  return { lotId: row.granted_lot, repeated: row.repeated }
}
