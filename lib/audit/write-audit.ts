import type { Transaction } from '#lib/db.ts'
import type { AuditAction } from './actions.ts'

interface NewEntry {
  /** The operator; null for the site itself and for the command line. */
  actorId: string | null
  action: AuditAction
  /** `user:<id>`, `provider:<id>`, `model:<provider>/<model>`, `report:<id>` or `ledger`. */
  subject: string
  /** What changed, without prompts and mail addresses: the log cannot be cleaned of them. */
  details?: Record<string, string | number | boolean | null>
}

/** Writes down what was done, in the transaction that does it: neither can be without the other. Rows are never changed. */
export async function writeAudit(tx: Transaction, entry: NewEntry): Promise<void> {
  const { actorId, action, subject, details = {} } = entry
  await tx.auditEntry.create({ data: { actorId, action, subject, details } })
}
