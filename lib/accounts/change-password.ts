import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { lockUsers } from './lock-user.ts'
import { hashPassword } from './password.ts'
import { proveBySession } from './prove-owner.ts'
import { sendPasswordChanged } from './send-password-changed.ts'
import type { SessionUser } from './session-user.ts'
import { endOtherSessions } from './sessions.ts'

/**
 * Gives an account another password, or its first. All other sessions end, and so do letters that could undo it.
 * @param current null where the account has none
 * @throws AppError wrong_password, too_many_requests, invalid_request where `current` is missing
 */
export async function changePassword(
  { id, sessionId }: Pick<SessionUser, 'id' | 'sessionId'>,
  { current, next }: { current: string | null; next: string },
): Promise<void> {
  const account = await db.user.findUniqueOrThrow({ where: { id }, select: { id: true, passwordHash: true } })
  await proveBySession(account, current, 'current')
  const passwordHash = await hashPassword(next)
  await db.$transaction(async (tx) => {
    await lockUsers(tx, id)
    const user = await tx.user.findUniqueOrThrow({ where: { id }, omit: { passwordHash: false } })
    // Somebody else was faster, with a reset perhaps: what was checked is not the password any more.
    if (user.passwordHash !== account.passwordHash || user.deletedAt) throw new AppError('wrong_password')
    await tx.user.update({ where: { id }, data: { passwordHash } })
    await endOtherSessions(tx, id, sessionId)
    await tx.emailToken.deleteMany({ where: { userId: id, purpose: { not: 'verify-email' } } })
    await sendPasswordChanged(tx, user)
  })
}
