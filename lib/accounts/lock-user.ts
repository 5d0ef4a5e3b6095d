import type { Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'

/**
 * Locks accounts until the transaction ends, in one order, so that what two requests do to one account comes one after the other.
 * Not FOR UPDATE: rows that point at the account (jobs, sessions) may still be written meanwhile.
 */
export async function lockUsers(tx: Transaction, ...userIds: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM users WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}

/**
 * Has an account's deletion wait until the transaction ends, so that it finds what is made in it. Others may do so at the same time.
 * The first thing in a transaction: one that has written a row that points at the account would wait for a deletion that waits for it.
 * @throws AppError unauthenticated where it is deleted already
 */
export async function holdOffDeletion(tx: Transaction, userId: string): Promise<void> {
  const held = await tx.$queryRaw<unknown[]>`
    SELECT 1 AS held FROM users WHERE id = ${userId}::uuid AND deleted_at IS NULL FOR SHARE`
  if (held.length === 0) throw new AppError('unauthenticated')
}
