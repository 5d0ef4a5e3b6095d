import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { requestEmailChange } from './request-email-change.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import {
  bothAtOnce,
  creditsOf,
  expireTokens,
  newAccount,
  newSession,
  password,
  place,
  sessionIdsOf,
  subjectsTo,
  type TestAccount,
  tokensTo,
  tokenTo,
} from './testing/accounts.ts'

const { address } = place
const next = 'battery staple'
const page = 'reset-password'
const confirm = (token: string, chosen = next) => resetPassword({ token, password: chosen, address })
const opens = async (email: string, tried: string) =>
  (await signIn({ email, password: tried }, place)) !== null

let account: TestAccount
beforeEach(async () => {
  account = await newAccount()
})

describe('a letter for a new password', () => {
  it('goes to the account’s own spelling, with a token of which only the hash is kept', async () => {
    await requestReset(account.email.toUpperCase())
    const token = await tokenTo(account.email, page)
    const rows = await db.emailToken.findMany({ where: { userId: account.id } })
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('is answered alike, and as slowly, for an address that nobody has', async () => {
    const startedAt = performance.now()
    expect(await requestReset('nobody@example.com')).toBeUndefined()
    expect(performance.now() - startedAt).toBeGreaterThan(390)
    expect(await subjectsTo('nobody@example.com')).toEqual([])
  })

  it('goes out five times an hour, known or not', async () => {
    for (const email of [account.email, `nobody.${account.email}`]) {
      const asked = await Promise.allSettled(Array.from({ length: 6 }, () => requestReset(email)))
      expect(asked.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    }
  })

  it('does not go to an account that was deleted', async () => {
    await db.user.update({ where: { id: account.id }, data: { deletedAt: new Date() } })
    await requestReset(account.email)
    expect(await subjectsTo(account.email)).toEqual([])
  })
})

describe('its token', () => {
  it('sets the password, ends all sessions, and tells the owner', async () => {
    await newSession(account.id)
    await requestReset(account.email)
    await confirm(await tokenTo(account.email, page))
    expect(await sessionIdsOf(account.id)).toEqual([])
    expect(await opens(account.email, password)).toBe(false)
    expect(await opens(account.email, next)).toBe(true)
    expect((await subjectsTo(account.email)).at(-1)).toBe('Your password was changed · Huafang')
  })

  it('works once, and the other letters are void with it', async () => {
    await requestReset(account.email)
    await requestReset(account.email)
    await requestEmailChange(account.id, { email: `new.${account.email}`, password })
    const [first = '', second = ''] = await tokensTo(account.email, page)
    await confirm(second)
    for (const token of [first, second]) {
      await expect(confirm(token, 'a third one')).rejects.toThrow('reset_invalid')
    }
    expect(await db.emailToken.count({ where: { userId: account.id } })).toBe(0)
    expect(await opens(account.email, next)).toBe(true)
  })

  it('works once for two that come at once', async () => {
    await requestReset(account.email)
    const token = await tokenTo(account.email, page)
    const tried = ['the first of two', 'the second of two'] as const
    const results = await bothAtOnce(account.id, [
      () => confirm(token, tried[0]),
      () => confirm(token, tried[1]),
    ])
    const winners = tried.filter((_, index) => results[index]?.status === 'fulfilled')
    expect(winners).toHaveLength(1)
    expect(await opens(account.email, winners[0] ?? '')).toBe(true)
  })

  it('is refused when it has run out, is garbage, or is for something else', async () => {
    await requestReset(account.email)
    const token = await tokenTo(account.email, page)
    await expireTokens(account.id)
    await requestEmailChange(account.id, { email: `new.${account.email}`, password })
    const other = await tokenTo(`new.${account.email}`, 'confirm-email')
    for (const bad of [token, other, '', 'x', 'A'.repeat(43)]) {
      await expect(confirm(bad)).rejects.toThrow('reset_invalid')
    }
    expect(await opens(account.email, password)).toBe(true)
  })

  it('verifies an address that waits, with the bonus, and takes the account from whoever signed up', async () => {
    const squatted = await newAccount({ verified: false })
    await newSession(squatted.id)
    await requestReset(squatted.email)
    await confirm(await tokenTo(squatted.email, page))
    expect(await sessionIdsOf(squatted.id)).toEqual([])
    expect(await opens(squatted.email, password)).toBe(false)
    expect(await opens(squatted.email, next)).toBe(true)
    expect(await creditsOf(squatted.id)).toEqual([500])
  })

  it('gives an account its first password', async () => {
    const outside = await newAccount({ hasPassword: false })
    await requestReset(outside.email)
    await confirm(await tokenTo(outside.email, page))
    expect(await opens(outside.email, next)).toBe(true)
  })
})
