import type { Transaction } from '#lib/db.ts'

/** Lets one request of a user at a time change what is kept, so that limits and names hold. Foreign keys do not wait for it. */
export async function lockKept(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
}
