import { z } from 'zod'
import { db } from '#lib/db.ts'
import { isLedgerCheckRunning } from '../check-ledger.ts'
import type { LedgerChecksView } from './view.ts'

const LISTED = 14

const detailsShape = z
  .array(z.object({ rule: z.string(), subject: z.string(), detail: z.string() }))
  .catch([])

/** The last checks of the book, newest first, and whether one is running. */
export async function readLedgerChecks(now: Date): Promise<LedgerChecksView> {
  const [rows, running] = await Promise.all([
    db.ledgerCheck.findMany({ orderBy: { id: 'desc' }, take: LISTED }),
    isLedgerCheckRunning(),
  ])
  return {
    now: now.toISOString(),
    running,
    checks: rows.map((row) => ({
      id: String(row.id),
      startedAt: row.startedAt.toISOString(),
      finishedAt: row.finishedAt.toISOString(),
      findings: row.findings,
      details: detailsShape.parse(row.details),
    })),
  }
}
