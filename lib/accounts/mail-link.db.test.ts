import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { requestMailLink } from './request-mail-link.ts'
import { requestReset } from './request-reset.ts'
import { resetPassword } from './reset-password.ts'
import { signIn } from './sign-in.ts'
import { signInByLink } from './sign-in-by-link.ts'
import { signUp } from './sign-up.ts'
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
  tokensTo,
  tokenTo,
} from './testing/accounts.ts'

const page = 'mail-link'
let serial = 0
let email = ''
beforeEach(() => {
  email = `chen${++serial}@example.com`
})
afterEach(() => {
  env.SIGN_IN_LINKS = true
})

const ask = (to = email) => requestMailLink({ email: to, locale: 'en' })
const open = (token: string) => signInByLink({ token }, { ...place, address: `203.0.113.${serial}` })

describe('a link for an account', () => {
  it('signs in by mail, once', async () => {
    const account = await newAccount()
    await ask(account.email)
    const token = await tokenTo(account.email, page)
    const { id, sessionId } = await open(token)
    expect(id).toBe(account.id)
    expect(await db.session.findUnique({ where: { id: sessionId } })).toMatchObject({ method: 'mail' })
    await expect(open(token)).rejects.toThrow('mail_link_invalid')
    expect(await signIn({ email: account.email, password }, place)).not.toBeNull()
  })

  it('goes to the account’s own address when a similar one asks', async () => {
    const account = await newAccount()
    const similar = account.email.replace('@', '+evil@')
    await ask(similar)
    expect(await tokensTo(similar, page)).toEqual([])
    expect(await tokensTo(account.email, page)).toHaveLength(1)
  })

  it('does not open what was signed up for with a similar address', async () => {
    const similar = email.replace('@', '+evil@')
    await ask(similar)
    await requestReset(similar)
    const [early, reset] = [await tokenTo(similar, page), await tokenTo(similar, 'reset-password')]
    await signUp({ email, password, locale: 'en' })
    await expect(open(early)).rejects.toThrow('mail_link_invalid')
    const taking = resetPassword({ token: reset, password: 'of somebody else', address: place.address })
    await expect(taking).rejects.toThrow('reset_invalid')
  })

  it('signs in once for two that come at once', async () => {
    const account = await newAccount()
    await ask(account.email)
    const token = await tokenTo(account.email, page)
    const results = await bothAtOnce(account.id, [() => open(token), () => open(token)])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await sessionIdsOf(account.id)).toHaveLength(1)
  })

  it('is worth nothing after a quarter of an hour, as garbage, or for something else', async () => {
    const account = await newAccount()
    await ask(account.email)
    const token = await tokenTo(account.email, page)
    const { expiresAt } = await db.emailToken.findFirstOrThrow({ where: { userId: account.id } })
    expect(expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(15 * 60_000)
    await expireTokens(account.id)
    await requestReset(account.email)
    const reset = await tokenTo(account.email, 'reset-password')
    for (const bad of [token, reset, '', 'A'.repeat(43)]) {
      await expect(open(bad)).rejects.toThrow('mail_link_invalid')
    }
    await expect(signInByLink(undefined, place)).rejects.toThrow('mail_link_invalid')
    expect(await sessionIdsOf(account.id)).toEqual([])
  })
})

describe('a link for an address without an account', () => {
  it('makes one when it is opened, with the bonus', async () => {
    await ask()
    const waiting = await db.user.findUniqueOrThrow({ where: { emailNormalized: email } })
    expect(waiting.emailVerifiedAt).toBeNull()
    expect(await creditsOf(waiting.id)).toEqual([])
    const { id } = await open(await tokenTo(email, page))
    expect(id).toBe(waiting.id)
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({
      email,
      locale: 'en',
      emailVerifiedAt: expect.any(Date),
    })
    expect(await creditsOf(id)).toEqual([500])
  })

  it('makes one account for five letters that are asked for at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => ask()))
    expect(await tokensTo(email, page)).toHaveLength(5)
    expect(await db.user.count({ where: { emailNormalized: email } })).toBe(1)
  })

  it('takes as long as for one with an account', async () => {
    const startedAt = performance.now()
    expect(await ask()).toBeUndefined()
    expect(performance.now() - startedAt).toBeGreaterThan(390)
  })

  it('takes over what somebody else has signed up with and never verified', async () => {
    const squatted = await newAccount({ email, verified: false })
    await newSession(squatted.id)
    await ask()
    const { id, sessionId } = await open(await tokenTo(email, page))
    expect(id).toBe(squatted.id)
    expect(await sessionIdsOf(id)).toEqual([sessionId])
    expect(await signIn({ email, password }, place)).toBeNull()
    expect(await db.emailToken.count({ where: { userId: id } })).toBe(0)
  })
})

it('there are no such letters where the site does not want them', async () => {
  env.SIGN_IN_LINKS = false
  await expect(ask()).rejects.toThrow('not_found')
  expect(await subjectsTo(email)).toEqual([])
})
