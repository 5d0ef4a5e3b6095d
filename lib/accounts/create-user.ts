import { randomUUID } from 'node:crypto'
import { writeAudit } from '#lib/audit/write-audit.ts'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { grant } from '#lib/credits/grant.ts'
import { db } from '#lib/db.ts'
import { parseInput } from '#lib/http/zod-problems.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { signUpBody } from './account-input.ts'
import { normalizeEmail } from './normalize-email.ts'
import { hashPassword } from './password.ts'

interface NewUser {
  email: string
  password: string
  /** Granted as a bonus lot, so that it pays every provider. */
  credits: number
  role?: 'user' | 'operator'
  locale?: Locale
}

/**
 * Makes an account that is verified at once, for the operator's command line. It leaves the sign-up bonus out.
 * @throws AppError invalid_request; Error when the address has an account
 */
export async function createUser(input: NewUser): Promise<{ id: string; email: string; credits: number }> {
  const { email, password, locale } = parseInput(signUpBody, {
    email: input.email,
    password: input.password,
    locale: input.locale ?? 'zh',
  })
  const { credits, role = 'user' } = input
  const passwordHash = await hashPassword(password)
  const emailNormalized = normalizeEmail(email)
  return db.$transaction(async (tx) => {
    const [user] = await tx.user.createManyAndReturn({
      data: { email, emailNormalized, passwordHash, role, locale, emailVerifiedAt: new Date() },
      skipDuplicates: true,
      select: { id: true, email: true },
    })
    if (!user) throw new Error(`${email} has an account already`)
    await createWallet(tx, user.id)
    if (role === 'operator') {
      await writeAudit(tx, {
        actorId: null,
        action: 'user.role',
        subject: `user:${user.id}`,
        details: { from: null, to: role },
      })
    }
    if (credits > 0) {
      const key = `cli:${randomUUID()}`
      await grant(tx, { userId: user.id, kind: 'bonus', amount: credits, key, reference: key })
    }
    return { ...user, credits }
  })
}
