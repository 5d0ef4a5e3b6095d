import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { forgetPerson } from './forget-person.ts'
import { lockUsers } from './lock-user.ts'
import { signInWithIdentity } from './sign-in-with-identity.ts'
import { signUp } from './sign-up.ts'
import { newAccount, place, sessionIdsOf, subjectsTo } from './testing/accounts.ts'

/** Begins something that waits for the account's row, changes the account, and lets it go on. */
async function meanwhile<Result>(
  userId: string,
  change: (tx: Parameters<typeof forgetPerson>[0]) => Promise<unknown>,
  begin: () => Promise<Result>,
): Promise<Result> {
  const { begun } = await db.$transaction(async (tx) => {
    await lockUsers(tx, userId)
    const begun = begin()
    for (;;) {
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      if (waiting.length > 0) break
    }
    await change(tx)
    return { begun }
  })
  return begun
}

const identityOf = (email: string) => ({ provider: 'github' as const, subject: email, verifiedEmail: email })
const enter = (email: string) => signInWithIdentity(identityOf(email), place, 'en')

describe('while somebody waits for an account', () => {
  it('it is deleted: a sign-in from outside makes a new one', async () => {
    const account = await newAccount()
    const { id } = await meanwhile(
      account.id,
      (tx) => forgetPerson(tx, account.id),
      () => enter(account.email),
    )
    expect(id).not.toBe(account.id)
    expect(await sessionIdsOf(account.id)).toEqual([])
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({ email: account.email })
  })

  it('it is deleted: an identity it had opens a new one, too', async () => {
    const account = await newAccount()
    await enter(account.email)
    const { id } = await meanwhile(
      account.id,
      (tx) => forgetPerson(tx, account.id),
      () => enter(account.email),
    )
    expect(id).not.toBe(account.id)
    expect(await sessionIdsOf(account.id)).toEqual([])
  })

  it('it moves to another address: a sign-up makes a new one, and the letter goes there', async () => {
    const account = await newAccount()
    const other = `${randomUUID()}@example.com`
    await meanwhile(
      account.id,
      (tx) => tx.user.update({ where: { id: account.id }, data: { email: other, emailNormalized: other } }),
      () => signUp({ email: account.email, password: 'correct horse', locale: 'en' }),
    )
    expect(await subjectsTo(other)).toEqual([])
    expect(await subjectsTo(account.email)).toEqual(['Verify your email address · Huafang'])
    const made = await db.user.findUnique({ where: { emailNormalized: account.email } })
    expect(made).toMatchObject({ emailVerifiedAt: null })
  })
})
