import { z } from 'zod'

/** Anything the ledger refused. Nothing was booked; inside a transaction, that transaction is lost. */
export class LedgerError extends Error {
  override name = 'LedgerError'
}

/** The same key, or the same hold reference, was booked before with other content. */
export class LedgerConflict extends LedgerError {
  override name = 'LedgerConflict'
}

/** More was to be settled or released than the hold still keeps: someone else ended it first, or the sum is wrong. */
export class HoldExceeded extends LedgerError {
  override name = 'HoldExceeded'
}

export class HoldNotFound extends LedgerError {
  override name = 'HoldNotFound'
}

export class WalletNotFound extends LedgerError {
  override name = 'WalletNotFound'
}

/** Direct SQL tried to edit the book, or to book entries that are no proper booking. */
export class LedgerProtected extends LedgerError {
  override name = 'LedgerProtected'
}

// The SQLSTATEs that the ledger's functions raise; they are listed at the top of its migration.
const errorBySqlState: Record<string, typeof LedgerError> = {
  LG001: LedgerConflict,
  LG002: HoldExceeded,
  LG003: HoldNotFound,
  LG004: WalletNotFound,
  LG005: LedgerProtected,
  LG006: LedgerProtected,
  22023: LedgerError,
}

/**
 * Two operations of different users with one key, or two holds for one reference, do not wait for each other's wallet:
 * the later one meets the unique index.
 */
const conflictIndexes = ['ledger_transactions_key_key', 'credit_holds_reference_key']

const driverError = z.object({
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({
        originalCode: z.string(),
        originalMessage: z.string(),
        constraint: z.object({ index: z.string().optional() }).optional(),
      }),
    }),
  }),
})

/** Rethrows what the database said as one of the classes above; any other error goes on as it is. */
export function throwLedgerError(error: unknown): never {
  const parsed = driverError.safeParse(error)
  if (!parsed.success) throw error
  const { originalCode, originalMessage, constraint } = parsed.data.meta.driverAdapterError.cause
  const isConflict = originalCode === '23505' && conflictIndexes.includes(constraint?.index ?? '')
  const ErrorClass = isConflict ? LedgerConflict : errorBySqlState[originalCode]
  throw ErrorClass ? new ErrorClass(originalMessage, { cause: error }) : error
}
