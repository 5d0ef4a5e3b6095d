import { db } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { claimToken, findToken } from './email-tokens.ts'
import { bonusHash } from './keyed-hash.ts'
import { markVerified } from './mark-verified.ts'
import { hashPassword } from './password.ts'
import { sendPasswordChanged } from './send-password-changed.ts'
import { endOtherSessions } from './sessions.ts'

interface Reset {
  token: string
  password: string
  /** The client's IP address. */
  address: string
}

/**
 * Sets a new password with the token of a letter. Whoever reads the mailbox owns the account from then on: all sessions end, every
 * other letter of the account is void, and the address is verified.
 * @throws AppError reset_invalid when the token is unknown, expired or used
 */
export async function resetPassword({ token, password, address }: Reset): Promise<void> {
  const found = await findToken('reset-password', token)
  if (!found) throw new AppError('reset_invalid')
  // Both slow on purpose, so not while rows are locked.
  const [passwordHash, emailHash] = await Promise.all([
    hashPassword(password),
    bonusHash(found.user.emailNormalized),
  ])
  await db.$transaction(async (tx) => {
    const current = await claimToken(tx, 'reset-password', token)
    if (!current) throw new AppError('reset_invalid')
    const { userId, user } = current
    await tx.emailToken.deleteMany({ where: { userId } })
    await endOtherSessions(tx, userId, null)
    await tx.user.update({ where: { id: userId }, data: { passwordHash } })
    if (user.emailVerifiedAt) await sendPasswordChanged(tx, user)
    else await markVerified(tx, { userId, emailHash, address })
  })
}
