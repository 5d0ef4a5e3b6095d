import type { AuditRule } from '#lib/credits/audit-rules.ts'
import { Prisma } from '#lib/db.ts'

// What jobs promise the ledger: a job holds n × quote under `job:<id>`, a delivered image settles its quote with the key
// `settle:<imageId>`, any other ending releases it with `release:<imageId>`. Neither room may look into the other.

const images = Prisma.sql`
  SELECT job_id, sum(cost_credits) FILTER (WHERE state = 'delivered') AS delivered_cost,
    count(*) FILTER (WHERE state IN ('delivered', 'failed', 'cancelled')) AS ended, count(*) AS total
  FROM images GROUP BY job_id`

export const jobRules: AuditRule[] = [
  {
    name: 'hold_without_job',
    query: Prisma.sql`
      SELECT 'hold of ' || h.reference AS subject, 'there is no such job of this user' AS detail FROM credit_holds h
      WHERE h.reference LIKE 'job:%'
        AND NOT EXISTS (SELECT FROM jobs j WHERE 'job:' || j.id = h.reference AND j.user_id = h.user_id)`,
  },
  {
    name: 'job_hold',
    query: Prisma.sql`
      SELECT 'job ' || j.id AS subject, 'costs ' || j.n::bigint * j.quote_credits || ', ' || coalesce(h.amount, 0) || ' were held' AS detail
      FROM jobs j LEFT JOIN credit_holds h ON h.reference = 'job:' || j.id
      WHERE j.n::bigint * j.quote_credits <> coalesce(h.amount, 0)`,
  },
  {
    name: 'job_finished_hold_open',
    query: Prisma.sql`
      SELECT 'job ' || j.id AS subject, 'has finished, its hold keeps ' || h.amount - h.settled - h.released AS detail
      FROM jobs j JOIN credit_holds h ON h.reference = 'job:' || j.id
      WHERE j.finished_at IS NOT NULL AND h.settled + h.released < h.amount`,
  },
  {
    name: 'job_remaining',
    query: Prisma.sql`
      SELECT 'job ' || j.id AS subject, 'has ' || i.total - i.ended || ' images to come at ' || j.quote_credits || ', its hold keeps '
        || h.amount - h.settled - h.released AS detail
      FROM jobs j JOIN credit_holds h ON h.reference = 'job:' || j.id JOIN (${images}) i ON i.job_id = j.id
      WHERE (i.total - i.ended) * j.quote_credits <> h.amount - h.settled - h.released`,
  },
  {
    name: 'job_settled',
    query: Prisma.sql`
      SELECT 'job ' || j.id AS subject, 'its delivered images cost ' || coalesce(i.delivered_cost, 0) || ', settled were '
        || coalesce(h.settled, 0) AS detail
      FROM jobs j LEFT JOIN credit_holds h ON h.reference = 'job:' || j.id LEFT JOIN (${images}) i ON i.job_id = j.id
      WHERE coalesce(i.delivered_cost, 0) <> coalesce(h.settled, 0)`,
  },
  {
    name: 'image_cost',
    query: Prisma.sql`
      SELECT 'image ' || i.id AS subject, 'is ' || i.state || ' and costs ' || i.cost_credits || ', its quote is ' || j.quote_credits AS detail
      FROM images i JOIN jobs j ON j.id = i.job_id
      WHERE i.cost_credits <> CASE WHEN i.state = 'delivered' THEN j.quote_credits ELSE 0 END`,
  },
  {
    name: 'image_ending',
    query: Prisma.sql`
      SELECT 'image ' || i.id AS subject, 'is ' || i.state || ', booked were ' || coalesce(string_agg(t.kind::text, ', '), 'nothing') AS detail
      FROM images i JOIN jobs j ON j.id = i.job_id
        LEFT JOIN ledger_transactions t ON t.key IN ('settle:' || i.id, 'release:' || i.id)
      WHERE j.quote_credits > 0
      GROUP BY i.id
      HAVING (count(*) FILTER (WHERE t.kind = 'settle'), count(*) FILTER (WHERE t.kind = 'release'))
        <> ((i.state = 'delivered')::integer, (i.state IN ('failed', 'cancelled'))::integer)`,
  },
]
