/**
 * What the audit log can say was done; its words stand in messages under `admin.action.<action>` with `_` for the dot.
 * Those without an actor were done by the site itself, or by the command line.
 */
export const auditActions = [
  'limits.set',
  'pause.clear',
  'provider.probe',
  'provider.stopped',
  'provider.opened',
  'user.weight',
  'user.role',
  'brake.lift',
  'ledger.check',
  'report.close',
] as const

export type AuditAction = (typeof auditActions)[number]

/** A line of the log as the browser is told it. */
export interface AuditEntryView {
  id: string
  at: string
  /** The operator's mail address; null for the site itself, the id where the account is gone. */
  actor: string | null
  action: string
  /** What it was done to, such as `provider:openai`. */
  subject: string
  /** The mail address, where the subject is a user who is still there. */
  subjectEmail: string | null
  details: Record<string, string | number | boolean | null>
}

export interface AuditPage {
  entries: AuditEntryView[]
  nextCursor: string | null
}
