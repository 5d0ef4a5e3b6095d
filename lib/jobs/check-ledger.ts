import { tellOperators } from '#lib/accounts/tell-operators.ts'
import { audit, type Finding } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { jobRules } from './ledger-rules.ts'

/** Two numbers that name this lock among the database's advisory locks. */
const LOCK = [0x48_75_61, 1] as const
const DETAILS_MAX = 100
const EXAMPLES = 5
/** For the book of years. */
const TIMEOUT_MS = 3_600_000

export interface CheckResult {
  id: bigint
  findings: number
}

/**
 * Audits the whole book and the jobs against it, and keeps the result. What it finds is logged and told to the operators: by
 * the nightly check each time, by one that an operator asked for only when the check before had found nothing.
 * @returns null when another check is running, which will have the same result
 */
export async function checkLedger(why: 'nightly' | 'asked'): Promise<CheckResult | null> {
  return db.$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(${LOCK[0]}::integer, ${LOCK[1]}::integer) AS taken`
      if (!lock?.taken) return null
      // It waits for the audit, which takes as long as it takes.
      await tx.$executeRaw`SET LOCAL idle_in_transaction_session_timeout = 0`
      const before = await tx.ledgerCheck.findFirst({ orderBy: { id: 'desc' } })
      const startedAt = new Date()
      // On a connection of its own, because its snapshot must be a single one; this transaction reads each statement anew.
      const found = await audit(jobRules)
      const check = await tx.ledgerCheck.create({
        data: {
          startedAt,
          finishedAt: new Date(),
          findings: found.length,
          details: found
            .slice(0, DETAILS_MAX)
            .map(({ rule, subject, detail }) => ({ rule, subject, detail })),
        },
      })
      if (found.length > 0) {
        log.error({ findings: found.length, first: found.slice(0, EXAMPLES) }, 'the ledger is not sound')
        if (why === 'nightly' || !before || before.findings === 0) {
          await tellOperators(tx, {
            letter: 'ledger-findings',
            values: {
              findings: found.length,
              examples: found.slice(0, EXAMPLES).map(lineOf),
              checkedAt: check.finishedAt.toISOString(),
            },
          })
        }
      } else log.info({ ms: check.finishedAt.getTime() - startedAt.getTime() }, 'the ledger is sound')
      return { id: check.id, findings: found.length }
    },
    { timeout: TIMEOUT_MS },
  )
}

function lineOf({ rule, subject, detail }: Finding): string {
  return `${rule}: ${subject}: ${detail}`
}

/** Whether a check is running now, in whatever process: its lock ends with it, even when it is killed. */
export async function isLedgerCheckRunning(): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_locks
    WHERE locktype = 'advisory' AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND classid::bigint = ${LOCK[0]}::bigint AND objid::bigint = ${LOCK[1]}::bigint AND objsubid = 2`
  return rows.length > 0
}
