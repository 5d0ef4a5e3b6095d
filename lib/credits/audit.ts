import { z } from 'zod'
import { db, type Transaction } from '#lib/db.ts'
import { type AuditRule, balanceRules, bookRules } from './audit-rules.ts'

export interface Finding {
  rule: string
  /** Which row, or what, is wrong. */
  subject: string
  detail: string
}

/** One broken row says enough, and one broken rule may break every row: past this many the rest is only counted. */
const findingsPerRule = 50

const rows = z.array(z.object({ subject: z.string(), detail: z.string(), total: z.bigint() }))

async function findBroken(tx: Transaction, { name, query }: AuditRule): Promise<Finding[]> {
  const found = rows.parse(
    await tx.$queryRaw`
      SELECT coalesce(subject, '?') AS subject, coalesce(detail, '?') AS detail, count(*) OVER () AS total
      FROM (${query}) broken ORDER BY subject LIMIT ${findingsPerRule}::integer`,
  )
  const findings = found.map(({ subject, detail }) => ({ rule: name, subject, detail }))
  const more = Number(found[0]?.total ?? 0) - found.length
  if (more > 0) findings.push({ rule: name, subject: `${more} more`, detail: 'not listed' })
  return findings
}

/**
 * Audits the whole book: sums, shapes, the running balance, and lots, holds and parts rebuilt from the entries. Reads one
 * snapshot, so it may run beside a working site.
 * @param more rules of other rooms, which the ledger must not know, such as holds against jobs.
 * @returns what is wrong; an empty list for a sound book.
 */
export async function audit(more: AuditRule[] = []): Promise<Finding[]> {
  return await db.$transaction(
    async (tx) => {
      const findings: Finding[] = []
      for (const rule of [...bookRules, ...balanceRules, ...more])
        findings.push(...(await findBroken(tx, rule)))
      return findings
    },
    { isolationLevel: 'RepeatableRead', timeout: 3_600_000 },
  )
}
