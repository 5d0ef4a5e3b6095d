import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'
import { throwLedgerError } from './ledger-error.ts'

export interface Hold {
  userId: string
  /** Credits, 1 or more. What is free needs no hold. */
  amount: number
  key: string
  /** What the credits are set aside for, such as `job:<id>`: one hold each. */
  reference: string
  /** Lots of kind `sandbox` pay for the provider `sandbox` and for no other. */
  provider: string
  /** For tests; the database's clock otherwise. */
  now?: Date
}

export type HoldResult =
  | { ok: true; holdId: string; repeated: boolean }
  | { ok: false; availableCredits: number; missingCredits: number }

const held = z.tuple([
  z.object({ held_as: z.bigint().nullable(), repeated: z.boolean(), spendable: z.bigint() }),
])

/**
 * Sets credits aside: sandbox lots first where they may pay, then what expires soonest, then bonus, then purchased.
 * Lots that have run out are booked as expired before. Too few credits is an answer, not an error.
 * @throws LedgerConflict when the key was used with other content, or the reference has a hold; WalletNotFound.
 */
export async function hold(
  tx: Transaction,
  { userId, amount, key, reference, provider, now }: Hold,
): Promise<HoldResult> {
  const rows = await tx.$queryRaw`
    SELECT * FROM credits_hold(${userId}::uuid, ${amount}::integer, ${key}, ${reference}, ${provider},
      ${now ?? null}::timestamptz)`.catch(throwLedgerError)
  const [row] = held.parse(rows)
  if (row.held_as !== null) return { ok: true, holdId: row.held_as.toString(), repeated: row.repeated }
  const availableCredits = Number(row.spendable)
  return { ok: false, availableCredits, missingCredits: amount - availableCredits }
}
