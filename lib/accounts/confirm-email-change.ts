import { db, Prisma, type Transaction } from '#lib/db.ts'
import { AppError } from '#lib/http/app-error.ts'
import { sendMail } from '#lib/mail/send-mail.ts'
import { locale } from './account-input.ts'
import { claimToken, findToken } from './email-tokens.ts'
import { forgetPerson } from './forget-person.ts'
import { bonusHash } from './keyed-hash.ts'
import { letterLink } from './letter-links.ts'
import { lockUsers } from './lock-user.ts'
import { markVerified } from './mark-verified.ts'
import { normalizeEmail } from './normalize-email.ts'
import { proveByLetter } from './prove-owner.ts'
import { endOtherSessions } from './sessions.ts'

interface Reader {
  token: string
  /** Who is signed in on the reader's browser. */
  visitor: { id: string; sessionId: string } | null
  password?: string | undefined
  /** The client's IP address. */
  address: string
}

/**
 * Gives an account the address that a letter's token was sent to, and ends its other sessions. The same token again is no error.
 * It asks who the reader is for the reason that verifying does (decision 012): else somebody could give an account that they know
 * the password of the address of somebody who opens the letter without thinking.
 * @throws AppError email_change_invalid, email_taken; password_required, sign_in_to_confirm, wrong_password, too_many_requests
 */
export async function confirmEmailChange({ token, visitor, password, address }: Reader): Promise<void> {
  const found = await findToken('change-email', token)
  if (!found?.email) throw new AppError('email_change_invalid')
  await proveByLetter(found.user, visitor?.id ?? null, password)
  const email = found.email
  const emailNormalized = normalizeEmail(email)
  // Slow on purpose, so not while rows are locked.
  const emailHash = await bonusHash(emailNormalized)

  try {
    await db.$transaction(async (tx) => {
      await lockWithHolder(tx, found.userId, emailNormalized)
      const current = await claimToken(tx, 'change-email', token)
      if (!current || current.user.passwordHash !== found.user.passwordHash) {
        throw new AppError('email_change_invalid')
      }
      const { userId, user } = current
      if (current.usedAt) {
        if (user.email === email) return
        throw new AppError('email_change_invalid')
      }
      const holder = await tx.user.findUnique({ where: { emailNormalized } })
      if (holder && holder.id !== userId) {
        if (holder.emailVerifiedAt) throw new AppError('email_taken')
        await forgetPerson(tx, holder.id)
      }
      await tx.user.update({ where: { id: userId }, data: { email, emailNormalized } })
      await tx.emailToken.update({ where: { id: current.id }, data: { usedAt: new Date() } })
      await tx.emailToken.deleteMany({ where: { userId, id: { not: current.id } } })
      await endOtherSessions(tx, userId, visitor?.id === userId ? visitor.sessionId : null)
      if (user.emailVerifiedAt) await tellFormerAddress(tx, user, email)
      else await markVerified(tx, { userId, emailHash, address })
    })
  } catch (error) {
    // Signed up in between.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') {
      throw new AppError('email_taken')
    }
    throw error
  }
}

/** The account and whoever has the address, together, so that two that want each other's cannot wait for each other. */
async function lockWithHolder(tx: Transaction, userId: string, emailNormalized: string): Promise<void> {
  const holder = await tx.user.findUnique({ where: { emailNormalized }, select: { id: true } })
  await lockUsers(tx, userId, ...(holder ? [holder.id] : []))
}

async function tellFormerAddress(
  tx: Transaction,
  user: { email: string; locale: string },
  to: string,
): Promise<void> {
  const language = locale.parse(user.locale)
  await sendMail(tx, {
    to: user.email,
    locale: language,
    letter: 'email-changed',
    values: { url: letterLink(language, 'contact'), to, at: new Date().toISOString() },
  })
}
