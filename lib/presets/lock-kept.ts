import type { Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'

/**
 * Lets one request of a user at a time change what is kept, so that limits and names hold. Foreign keys do not wait for it.
 * @throws AppError unauthenticated where the account was deleted meanwhile
 */
export async function lockKept(tx: Transaction, userId: string): Promise<void> {
  const locked = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${userId}::uuid AND deleted_at IS NULL FOR NO KEY UPDATE`
  if (locked.length === 0) throw new AppError('unauthenticated')
}
