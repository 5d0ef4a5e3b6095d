/** A line of the statement as the API sends it: one ledger transaction. Amounts are credits. */
export interface StatementLine {
  id: string
  kind: string
  reference: string
  createdAt: string
  availableChange: number
  heldChange: number
  spentChange: number
  availableAfter: number
  lotKinds: string[]
}

export interface StatementPage {
  entries: StatementLine[]
  nextCursor: string | null
}
