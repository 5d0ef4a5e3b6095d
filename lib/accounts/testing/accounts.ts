import { randomUUID } from 'node:crypto'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { db } from '#lib/db.ts'
import { hashPassword } from '../password.ts'
import { beginSession, type SignInPlace } from '../sessions.ts'

/** What tests of this room begin with: accounts, sessions, and the letters that were sent. */

export const password = 'correct horse'
export const place: SignInPlace = { userAgent: 'vitest', address: '203.0.113.9' }

let hash: Promise<string> | undefined

export interface TestAccount {
  id: string
  email: string
}

/** An account in English, verified and with `password` unless told otherwise. */
export async function newAccount(
  options: { email?: string; verified?: boolean; hasPassword?: boolean; role?: 'user' | 'operator' } = {},
): Promise<TestAccount> {
  const { email = `${randomUUID().slice(0, 18)}@example.com`, verified = true, hasPassword = true } = options
  hash ??= hashPassword(password)
  const passwordHash = hasPassword ? await hash : null
  return db.$transaction(async (tx) => {
    const user = await tx.user.create({
      data: {
        email,
        emailNormalized: email,
        passwordHash,
        locale: 'en',
        role: options.role ?? 'user',
        emailVerifiedAt: verified ? new Date() : null,
      },
      select: { id: true, email: true },
    })
    await createWallet(tx, user.id)
    return user
  })
}

/** A session of the account, as the browser that has it is known to the site. */
export async function newSession(userId: string): Promise<{ id: string; sessionId: string }> {
  return { id: userId, sessionId: await beginSession(db, userId, 'password', place) }
}

export async function sessionIdsOf(userId: string): Promise<string[]> {
  const sessions = await db.session.findMany({ where: { userId }, orderBy: { id: 'asc' } })
  return sessions.map(({ id }) => id)
}

/** The subjects of the letters to an address, oldest first. */
export async function subjectsTo(recipient: string): Promise<string[]> {
  const letters = await db.developmentMail.findMany({ where: { recipient }, orderBy: { createdAt: 'asc' } })
  return letters.map(({ subject }) => subject)
}

/** The tokens in letters to an address that lead to a page, oldest first. */
export async function tokensTo(recipient: string, page: string): Promise<string[]> {
  const letters = await db.developmentMail.findMany({ where: { recipient }, orderBy: { createdAt: 'asc' } })
  const link = new RegExp(`/(?:zh|en)/${page}#token=([\\w-]{43})\\n`)
  return letters.flatMap(({ text }) => link.exec(text)?.[1] ?? [])
}

/** The newest of them. @throws Error when there is none */
export async function tokenTo(recipient: string, page: string): Promise<string> {
  const token = (await tokensTo(recipient, page)).at(-1)
  if (token === undefined) throw new Error(`no letter to ${recipient} leads to ${page}`)
  return token
}

/** Lets all tokens of an account run out. */
export async function expireTokens(userId: string): Promise<void> {
  await db.emailToken.updateMany({ where: { userId }, data: { expiresAt: new Date(Date.now() - 1000) } })
}

export async function creditsOf(userId: string): Promise<number[]> {
  const lots = await db.creditLot.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return lots.map(({ available }) => available)
}

/**
 * Lets two requests about one account meet: holds the account's row until both have come as far as they can, then lets go.
 * @returns how each of them ended
 */
export async function bothAtOnce<Result>(
  userId: string,
  work: [() => Promise<Result>, () => Promise<Result>],
): Promise<PromiseSettledResult<Result>[]> {
  const { results } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM users WHERE id = ${userId}::uuid FOR NO KEY UPDATE`
    const results = Promise.allSettled(work.map((each) => each()))
    for (;;) {
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      // In an object: a promise by itself would be waited for before the row is let go.
      if (waiting.length >= work.length) return { results }
    }
  })
  return results
}
