import { z } from 'zod'
import type { Transaction } from '#lib/db.ts'

export interface Balance {
  /** What the next hold for this provider may take. */
  available: number
  held: number
  /** Credits in lots this provider cannot be paid with (`sandbox`); the statement's balance counts them too. */
  unusable: number
}

const sums = z.tuple([z.object({ available: z.bigint(), held: z.bigint(), unusable: z.bigint() })])

/** A user's credits, without what has run out but is not booked as expired yet. Without a wallet, all is zero. */
export async function balance(
  tx: Transaction,
  userId: string,
  provider: string,
  now?: Date,
): Promise<Balance> {
  const rows = await tx.$queryRaw`
    SELECT coalesce(sum(available) FILTER (WHERE good AND payable), 0)::bigint AS available,
      coalesce(sum(held), 0)::bigint AS held,
      coalesce(sum(available) FILTER (WHERE good AND NOT payable), 0)::bigint AS unusable
    FROM (
      SELECT available, held, kind <> 'sandbox' OR ${provider} = 'sandbox' AS payable,
        coalesce(expires_at > coalesce(${now ?? null}::timestamptz, now()), true) AS good
      FROM credit_lots WHERE user_id = ${userId}::uuid
    ) lots`
  const [row] = sums.parse(rows)
  return { available: Number(row.available), held: Number(row.held), unusable: Number(row.unusable) }
}
