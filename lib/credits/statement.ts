import { z } from 'zod'
import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'

const lotKinds = z.enum(['purchased', 'bonus', 'sandbox'])

const row = z.object({
  id: z.bigint().transform(String),
  kind: z.enum(['grant', 'hold', 'settle', 'release', 'expire']),
  reference: z.string(),
  createdAt: z.date(),
  availableChange: z.bigint().transform(Number),
  heldChange: z.bigint().transform(Number),
  spentChange: z.bigint().transform(Number),
  availableAfter: z.bigint().transform(Number),
  heldAfter: z.bigint().transform(Number),
  lotKinds: z.array(lotKinds),
})

/** One ledger transaction of a user. Amounts are credits; `…After` is the balance over all lots after it. */
export type StatementEntry = z.infer<typeof row>

const cursorShape = z.string().regex(/^[1-9]\d{0,17}$/)

/**
 * A user's ledger transactions, newest first. The balance after each is stored with it (as the one before), so a page
 * costs the same however long the book is.
 * @param cursor `nextCursor` of the page before
 * @throws AppError invalid_request for any other
 */
export async function statement(
  userId: string,
  { cursor, limit }: { cursor?: string; limit: number },
): Promise<{ entries: StatementEntry[]; nextCursor: string | null }> {
  const parsed = cursorShape.optional().safeParse(cursor || undefined)
  if (!parsed.success)
    throw new AppError('invalid_request', { problems: [{ field: 'cursor', code: 'malformed' }] })
  const before = parsed.data ?? null
  // By way of the wallet, so that PostgreSQL plans for an average user: for one it knows to have many rows it may walk
  // backwards through everybody's.
  const rows = await db.$queryRaw`
    SELECT t.id, t.kind::text, t.reference, t.created_at AS "createdAt",
      e.available AS "availableChange", e.held AS "heldChange", e.spent AS "spentChange",
      t.available_before + e.available AS "availableAfter", t.held_before + e.held AS "heldAfter",
      e.lot_kinds AS "lotKinds"
    FROM wallets w
    CROSS JOIN LATERAL (
      SELECT * FROM ledger_transactions
      WHERE user_id = w.user_id AND id < coalesce(${before}::bigint, 9223372036854775807)
      ORDER BY id DESC LIMIT ${limit + 1}::integer
    ) t
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount) FILTER (WHERE account = 'available'), 0)::bigint AS available,
        coalesce(sum(amount) FILTER (WHERE account = 'held'), 0)::bigint AS held,
        coalesce(sum(amount) FILTER (WHERE account = 'spent'), 0)::bigint AS spent,
        coalesce(array_agg(DISTINCT l.kind::text) FILTER (WHERE l.id IS NOT NULL), '{}') AS lot_kinds
      FROM ledger_entries LEFT JOIN credit_lots l ON l.id = lot_id
      WHERE transaction_id = t.id
    ) e
    WHERE w.user_id = ${userId}::uuid
    ORDER BY t.id DESC`
  const entries = z.array(row).parse(rows)
  const page = entries.slice(0, limit)
  return { entries: page, nextCursor: entries.length > limit ? (page.at(-1)?.id ?? null) : null }
}
