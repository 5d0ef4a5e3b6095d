import type { Transaction } from '#lib/db.ts'

/**
 * Locks accounts until the transaction ends, in one order, so that what two requests do to one account comes one after the other.
 * Not FOR UPDATE: rows that point at the account (jobs, sessions) may still be written meanwhile.
 */
export async function lockUsers(tx: Transaction, ...userIds: string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 AS locked FROM users WHERE id = ANY(${userIds}::uuid[]) ORDER BY id FOR NO KEY UPDATE`
}
