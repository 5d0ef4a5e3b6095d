import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { changePassword } from './change-password.ts'
import { requestReset } from './request-reset.ts'
import { signIn } from './sign-in.ts'
import {
  bothAtOnce,
  newAccount,
  newSession,
  password,
  place,
  sessionIdsOf,
  subjectsTo,
  type TestAccount,
} from './testing/accounts.ts'

const next = 'battery staple'
const opens = async (email: string, tried: string) =>
  (await signIn({ email, password: tried }, place)) !== null

let account: TestAccount
beforeEach(async () => {
  account = await newAccount()
})

describe('changing the password', () => {
  it('wants the present one, keeps this session, ends the others, and tells the owner', async () => {
    const here = await newSession(account.id)
    await newSession(account.id)
    await requestReset(account.email)
    await changePassword(here, { current: password, next })
    expect(await sessionIdsOf(account.id)).toEqual([here.sessionId])
    expect(await opens(account.email, password)).toBe(false)
    expect(await opens(account.email, next)).toBe(true)
    expect((await subjectsTo(account.email)).at(-1)).toBe('Your password was changed · Huafang')
    expect(await db.emailToken.count({ where: { userId: account.id } })).toBe(0)
  })

  it('changes nothing for a wrong one or none', async () => {
    const here = await newSession(account.id)
    await newSession(account.id)
    await expect(changePassword(here, { current: 'guess', next })).rejects.toThrow('wrong_password')
    await expect(changePassword(here, { current: null, next })).rejects.toMatchObject({
      details: { problems: [{ field: 'current', code: 'required' }] },
    })
    expect(await sessionIdsOf(account.id)).toHaveLength(2)
    expect(await opens(account.email, password)).toBe(true)
    expect(await subjectsTo(account.email)).toEqual([])
  })

  it('stops who guesses after ten tries', async () => {
    const here = await newSession(account.id)
    for (let i = 0; i < 10; i++) {
      await expect(changePassword(here, { current: 'guess', next })).rejects.toThrow('wrong_password')
    }
    await expect(changePassword(here, { current: password, next })).rejects.toThrow('too_many_requests')
  })

  it('takes one of two at once', async () => {
    const here = await newSession(account.id)
    const chosen = ['the first of two', 'the second of two'] as const
    const results = await bothAtOnce(account.id, [
      () => changePassword(here, { current: password, next: chosen[0] }),
      () => changePassword(here, { current: password, next: chosen[1] }),
    ])
    const winners = chosen.filter((_, index) => results[index]?.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    expect(await opens(account.email, winners[0] ?? '')).toBe(true)
  })

  it('sets the first one where there was none', async () => {
    const outside = await newAccount({ hasPassword: false })
    await changePassword(await newSession(outside.id), { current: null, next })
    expect(await opens(outside.email, next)).toBe(true)
  })
})

it('a sign-in with the old password that is under way begins no session', async () => {
  const here = await newSession(account.id)
  // The password is changed and the sessions are ended, but not committed: the sign-in has read the old password by then.
  const signedIn = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 AS locked FROM users WHERE id = ${account.id}::uuid FOR NO KEY UPDATE`
    const signingIn = signIn({ email: account.email, password }, place)
    for (;;) {
      const waiting = await db.$queryRaw<unknown[]>`
        SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
      if (waiting.length > 0) break
    }
    await tx.user.update({ where: { id: account.id }, data: { passwordHash: 'another' } })
    await tx.session.deleteMany({ where: { userId: account.id, id: { not: here.sessionId } } })
    return { signingIn }
  })
  expect(await signedIn.signingIn).toBeNull()
  expect(await sessionIdsOf(account.id)).toEqual([here.sessionId])
})
