import { Prisma } from '#lib/db.ts'

/** A query for what must not be: each row it finds is `subject` (which row of the book) and `detail` (what is wrong). */
export interface AuditRule {
  name: string
  query: Prisma.Sql
}

/** Changes to a user's credits, in the order of booking. */
const bookings = Prisma.sql`
  SELECT t.id, t.user_id, t.kind, t.reference, t.available_before, t.held_before,
    coalesce(sum(e.amount) FILTER (WHERE e.account = 'available'), 0) AS available,
    coalesce(sum(e.amount) FILTER (WHERE e.account = 'held'), 0) AS held,
    coalesce(sum(e.amount) FILTER (WHERE e.account = 'issued'), 0) AS issued,
    coalesce(sum(e.amount) FILTER (WHERE e.account = 'spent'), 0) AS spent,
    coalesce(sum(e.amount) FILTER (WHERE e.account = 'expired'), 0) AS expired
  FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id GROUP BY t.id`

export const bookRules: AuditRule[] = [
  {
    name: 'book_sum',
    query: Prisma.sql`
      SELECT 'book' AS subject, 'sums to ' || sum(amount) AS detail FROM ledger_entries HAVING sum(amount) <> 0`,
  },
  {
    name: 'transaction_sum',
    query: Prisma.sql`
      SELECT 'transaction ' || transaction_id AS subject, 'sums to ' || sum(amount) AS detail
      FROM ledger_entries GROUP BY transaction_id HAVING sum(amount) <> 0`,
  },
  {
    name: 'transaction_empty',
    query: Prisma.sql`
      SELECT 'transaction ' || id AS subject, 'has no entries' AS detail FROM ledger_transactions t
      WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.transaction_id = t.id)`,
  },
  {
    name: 'transaction_kind',
    query: Prisma.sql`
      SELECT 'transaction ' || id AS subject, 'its entries do not fit a ' || kind AS detail FROM (${bookings}) b
      WHERE NOT CASE kind
        WHEN 'grant' THEN available > 0 AND issued = -available AND held = 0 AND spent = 0 AND expired = 0
        WHEN 'hold' THEN held > 0 AND available = -held AND issued = 0 AND spent = 0 AND expired = 0
        WHEN 'settle' THEN spent > 0 AND held = -spent AND available = 0 AND issued = 0 AND expired = 0
        WHEN 'release' THEN available > 0 AND held = -available AND issued = 0 AND spent = 0 AND expired = 0
        WHEN 'expire' THEN expired > 0 AND available = -expired AND issued = 0 AND held = 0 AND spent = 0
      END`,
  },
  {
    name: 'running_balance',
    query: Prisma.sql`
      SELECT 'transaction ' || id AS subject, 'stands on ' || available_before || ' available and ' || held_before
        || ' held, but those before it come to ' || available_sum || ' and ' || held_sum AS detail
      FROM (
        SELECT id, available_before, held_before, coalesce(sum(available) OVER earlier, 0) AS available_sum,
          coalesce(sum(held) OVER earlier, 0) AS held_sum
        FROM (${bookings}) b
        WINDOW earlier AS (PARTITION BY user_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      ) r
      WHERE available_before <> available_sum OR held_before <> held_sum`,
  },
  {
    name: 'entry_orphan',
    query: Prisma.sql`
      SELECT 'entry ' || e.transaction_id || '/' || e.position AS subject,
        CASE WHEN t.id IS NULL THEN 'has no transaction'
          WHEN (e.lot_id IS NULL) = (e.account IN ('available', 'held')) THEN 'account and lot do not go together'
          WHEN l.id IS NULL THEN 'its lot does not exist'
          ELSE 'its lot is another user''s' END AS detail
      FROM ledger_entries e LEFT JOIN ledger_transactions t ON t.id = e.transaction_id LEFT JOIN credit_lots l ON l.id = e.lot_id
      WHERE t.id IS NULL OR (e.lot_id IS NULL) = (e.account IN ('available', 'held'))
        OR e.lot_id IS NOT NULL AND (l.id IS NULL OR l.user_id <> t.user_id)`,
  },
  {
    name: 'sandbox_lot',
    query: Prisma.sql`
      SELECT DISTINCT 'transaction ' || t.id AS subject, 'a sandbox lot pays for another provider' AS detail
      FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id JOIN credit_lots l ON l.id = e.lot_id
      WHERE t.kind = 'hold' AND l.kind = 'sandbox' AND t.fingerprint NOT LIKE '%, "sandbox"]'`,
  },
  {
    name: 'wallet_missing',
    query: Prisma.sql`
      SELECT o.subject, 'its user ' || o.user_id || ' has no wallet' AS detail FROM (
        SELECT 'lot ' || id AS subject, user_id FROM credit_lots
        UNION ALL SELECT 'hold ' || id, user_id FROM credit_holds
        UNION ALL SELECT 'transaction ' || id, user_id FROM ledger_transactions
      ) o WHERE NOT EXISTS (SELECT FROM wallets w WHERE w.user_id = o.user_id)`,
  },
]

export const balanceRules: AuditRule[] = [
  {
    name: 'negative',
    query: Prisma.sql`
      SELECT 'lot ' || id AS subject, available || ' available, ' || held || ' held' AS detail FROM credit_lots
        WHERE available < 0 OR held < 0
      UNION ALL SELECT 'hold ' || id, amount || ' held, ' || settled || ' settled, ' || released || ' released' FROM credit_holds
        WHERE amount <= 0 OR settled < 0 OR released < 0 OR settled::bigint + released > amount
      UNION ALL SELECT 'part of hold ' || hold_id || ' in lot ' || lot_id, held || ' held' FROM credit_hold_parts
        WHERE held < 0`,
  },
  {
    name: 'lot_balance',
    query: Prisma.sql`
      SELECT 'lot ' || l.id AS subject, 'has ' || l.available || ' available and ' || l.held || ' held, its entries come to '
        || coalesce(e.available, 0) || ' and ' || coalesce(e.held, 0) AS detail
      FROM credit_lots l LEFT JOIN (
        SELECT lot_id, coalesce(sum(amount) FILTER (WHERE account = 'available'), 0) AS available,
          coalesce(sum(amount) FILTER (WHERE account = 'held'), 0) AS held
        FROM ledger_entries GROUP BY lot_id
      ) e ON e.lot_id = l.id
      WHERE l.available <> coalesce(e.available, 0) OR l.held <> coalesce(e.held, 0)`,
  },
  {
    name: 'lot_unbooked',
    query: Prisma.sql`
      SELECT 'lot ' || l.id AS subject, 'was never booked' AS detail FROM credit_lots l
      WHERE NOT EXISTS (SELECT FROM ledger_entries e WHERE e.lot_id = l.id)`,
  },
  {
    name: 'lot_parts',
    query: Prisma.sql`
      SELECT 'lot ' || l.id AS subject, 'holds ' || l.held || ', the parts of holds in it ' || coalesce(p.held, 0) AS detail
      FROM credit_lots l LEFT JOIN (SELECT lot_id, sum(held) AS held FROM credit_hold_parts GROUP BY lot_id) p ON p.lot_id = l.id
      WHERE l.held <> coalesce(p.held, 0)`,
  },
  {
    name: 'hold_parts',
    query: Prisma.sql`
      SELECT 'hold ' || h.id AS subject, 'keeps ' || h.amount - h.settled - h.released || ', its parts ' || coalesce(p.held, 0) AS detail
      FROM credit_holds h LEFT JOIN (SELECT hold_id, sum(held) AS held FROM credit_hold_parts GROUP BY hold_id) p ON p.hold_id = h.id
      WHERE h.amount - h.settled - h.released <> coalesce(p.held, 0)`,
  },
  {
    name: 'hold_entries',
    query: Prisma.sql`
      SELECT 'hold of ' || coalesce(h.reference, b.reference) AS subject,
        coalesce(h.amount || ' held, ' || h.settled || ' settled, ' || h.released || ' released', 'no such hold') || '; the entries say '
          || coalesce(b.amount || ', ' || b.settled || ', ' || b.released, 'nothing') AS detail
      FROM credit_holds h FULL JOIN (
        SELECT reference, user_id, min(id) FILTER (WHERE kind = 'hold') AS id,
          coalesce(sum(held) FILTER (WHERE kind = 'hold'), 0) AS amount, sum(spent) AS settled,
          coalesce(sum(available) FILTER (WHERE kind = 'release'), 0) AS released
        FROM (${bookings}) b WHERE kind IN ('hold', 'settle', 'release') GROUP BY reference, user_id
      ) b ON b.reference = h.reference AND b.user_id = h.user_id
      WHERE (h.id, h.amount, h.settled, h.released) IS DISTINCT FROM (b.id, b.amount, b.settled, b.released)`,
  },
  {
    name: 'part_entries',
    query: Prisma.sql`
      SELECT 'part of ' || coalesce(b.reference, 'hold ' || p.hold_id) || ' in lot ' || coalesce(b.lot_id, p.lot_id) AS subject,
        'has ' || coalesce(p.held::text, 'no row') || ', its entries come to ' || coalesce(b.held, 0) AS detail
      FROM credit_hold_parts p FULL JOIN (
        SELECT h.id AS hold_id, t.reference, e.lot_id, sum(e.amount) AS held
        FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id LEFT JOIN credit_holds h ON h.reference = t.reference
        WHERE e.account = 'held' GROUP BY h.id, t.reference, e.lot_id
      ) b ON b.hold_id = p.hold_id AND b.lot_id = p.lot_id
      WHERE p.held IS DISTINCT FROM b.held`,
  },
]
