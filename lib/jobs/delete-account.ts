import { setTimeout } from 'node:timers/promises'
import { forgetPerson } from '#lib/accounts/forget-person.ts'
import { lockUsers } from '#lib/accounts/lock-user.ts'
import { proveBySession } from '#lib/accounts/prove-owner.ts'
import { sendFarewell } from '#lib/accounts/send-farewell.ts'
import { writeAudit } from '#lib/audit/write-audit.ts'
import { balance } from '#lib/credits/balance.ts'
import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { log } from '#lib/log.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { cancelUnfinished } from './purge-deleted-users.ts'

/** Whoever has deleted an account with hundreds of jobs does not wait for all of them; they go on being cancelled. */
const CANCEL_WAIT_MS = 2_000

/** What somebody should know before they delete their account. */
export interface DeletionFacts {
  /** Credits that would be lost, of whatever kind. */
  availableCredits: number
  /** Images that wait or are being made, and would be cancelled. */
  runningImages: number
  /** Pictures that would be gone, those in the bin too. */
  pictures: number
}

export async function readDeletionFacts(userId: string): Promise<DeletionFacts> {
  const [{ available, unusable }, runningImages, pictures] = await Promise.all([
    balance(db, userId, env.provider),
    db.image.count({ where: { userId, finishedAt: null } }),
    db.picture.count({ where: { userId } }),
  ])
  return { availableCredits: available + unusable, runningImages, pictures }
}

/**
 * Deletes an account: from the moment this is committed nobody can sign in to it, its mailbox is free, and a queue entry will see
 * to it that everything it has made is removed, whatever crashes meanwhile. The book of credits stays as it is.
 * @param confirm the account's mail address, as typed by who wants it gone
 * @param password null where the account has none
 * @throws AppError invalid_request, wrong_password, too_many_requests, only_operator
 */
export async function deleteAccount(
  userId: string,
  { password, confirm }: { password: string | null; confirm: string },
): Promise<void> {
  const account = await db.user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: false } })
  if (confirm.normalize('NFKC').trim().toLowerCase() !== account.email.toLowerCase()) {
    throw new AppError('invalid_request', { problems: [{ field: 'confirm', code: 'confirm_mismatch' }] })
  }
  await proveBySession(account, password, 'password')
  await senderBoss()
  await db.$transaction(async (tx) => {
    if (account.role === 'operator') await leaveOperators(tx, userId)
    await lockUsers(tx, userId)
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, omit: { passwordHash: false } })
    if (user.deletedAt) return
    // Somebody else was faster, with a reset perhaps: what was checked is not the password any more.
    if (user.passwordHash !== account.passwordHash) throw new AppError('wrong_password')
    await forgetPerson(tx, userId)
    await sendFarewell(tx, user)
    await enqueue(tx, 'nightly', [{ data: { deletedUserId: userId } }])
  })
  // The entry would do it, too, but it may have to wait for the nightly check; until then images would be made for nobody.
  const cancelling = cancelUnfinished(userId).catch((err: unknown) =>
    log.error({ err, userId }, 'could not cancel at once'),
  )
  await Promise.race([cancelling, setTimeout(CANCEL_WAIT_MS, undefined, { ref: false })])
}

/** @throws AppError only_operator; of two operators that leave at once one stays */
async function leaveOperators(tx: Transaction, userId: string): Promise<void> {
  const operators = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM users WHERE role = 'operator' ORDER BY id FOR NO KEY UPDATE`
  if (!operators.some(({ id }) => id !== userId)) throw new AppError('only_operator')
  await writeAudit(tx, {
    actorId: userId,
    action: 'user.role',
    subject: `user:${userId}`,
    details: { from: 'operator', to: 'user' },
  })
}
