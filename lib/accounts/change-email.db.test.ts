import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { confirmEmailChange } from './confirm-email-change.ts'
import { readAccount } from './read-account.ts'
import { requestEmailChange } from './request-email-change.ts'
import { signUp } from './sign-up.ts'
import {
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
const page = 'confirm-email'

let account: TestAccount
let email: string
let here: { id: string; sessionId: string }
beforeEach(async () => {
  account = await newAccount()
  email = `new.${account.email}`
  here = await newSession(account.id)
})

const ask = (to = email) => requestEmailChange(account.id, { email: to, password })
const confirm = (token: string) => confirmEmailChange({ token, visitor: here, address })

describe('asking for another address', () => {
  it('writes to both, and shows the new one as waiting', async () => {
    await ask()
    expect(await subjectsTo(account.email)).toEqual(['Your email address is to be changed · Huafang'])
    expect(await subjectsTo(email)).toEqual(['Confirm your new email address · Huafang'])
    expect(await readAccount(account.id)).toMatchObject({ email: account.email, pendingEmail: email })
  })

  it('takes the place of what was asked before', async () => {
    await ask()
    await ask(`newer.${account.email}`)
    expect(await readAccount(account.id)).toMatchObject({ pendingEmail: `newer.${account.email}` })
    await expect(confirm(await tokenTo(email, page))).rejects.toThrow('email_change_invalid')
  })

  it('looks the same, and takes as long, where the address has an account; only its owner is told', async () => {
    const other = await newAccount()
    const startedAt = performance.now()
    expect(await ask(other.email)).toBeUndefined()
    expect(performance.now() - startedAt).toBeGreaterThan(390)
    expect(await readAccount(account.id)).toMatchObject({ pendingEmail: other.email })
    expect(await subjectsTo(other.email)).toEqual(['This address has a Huafang account already'])
    expect(await tokensTo(other.email, page)).toEqual([])
  })

  it('wants the password, and another address than now', async () => {
    for (const [given, code] of [
      ['guess', 'wrong_password'],
      [null, 'invalid_request'],
    ] as const) {
      await expect(requestEmailChange(account.id, { email, password: given })).rejects.toThrow(code)
    }
    await expect(ask(account.email)).rejects.toMatchObject({
      details: { problems: [{ field: 'email', code: 'same_email' }] },
    })
    expect(await subjectsTo(email)).toEqual([])
  })

  it('wants none where the account has none, and writes to no address that was never verified', async () => {
    const outside = await newAccount({ hasPassword: false, verified: false })
    await requestEmailChange(outside.id, { email, password: null })
    expect(await subjectsTo(outside.email)).toEqual([])
    expect(await subjectsTo(email)).toHaveLength(1)
  })
})

describe('confirming it', () => {
  it('changes the address, ends other sessions, and tells the former one', async () => {
    await newSession(account.id)
    await ask()
    await confirm(await tokenTo(email, page))
    expect(await readAccount(account.id)).toMatchObject({ email, pendingEmail: null, emailVerified: true })
    expect(await sessionIdsOf(account.id)).toEqual([here.sessionId])
    expect((await subjectsTo(account.email)).at(-1)).toBe('Your email address was changed · Huafang')
  })

  it('again is no error, and neither are ten at once', async () => {
    await ask()
    const token = await tokenTo(email, page)
    await Promise.all(Array.from({ length: 10 }, () => confirm(token)))
    await confirm(token)
    expect(await subjectsTo(account.email)).toHaveLength(2)
  })

  it('asks a reader who is not signed in for the password, and one that is somebody else, too', async () => {
    await ask()
    const token = await tokenTo(email, page)
    const stranger = await newSession((await newAccount()).id)
    for (const visitor of [null, stranger]) {
      await expect(confirmEmailChange({ token, visitor, address })).rejects.toThrow('password_required')
      await expect(confirmEmailChange({ token, visitor, password: 'guess', address })).rejects.toThrow(
        'wrong_password',
      )
    }
    expect(await readAccount(account.id)).toMatchObject({ email: account.email })
    await confirmEmailChange({ token, visitor: null, password, address })
    expect(await readAccount(account.id)).toMatchObject({ email })
    expect(await sessionIdsOf(account.id)).toEqual([])
  })

  it('wants the owner to be signed in where there is no password', async () => {
    const outside = await newAccount({ hasPassword: false })
    await requestEmailChange(outside.id, { email, password: null })
    const token = await tokenTo(email, page)
    await expect(confirmEmailChange({ token, visitor: here, address })).rejects.toThrow('sign_in_to_confirm')
    await confirmEmailChange({ token, visitor: await newSession(outside.id), address })
    expect(await readAccount(outside.id)).toMatchObject({ email })
  })

  it('is refused with a token that has run out, is garbage, or is for something else', async () => {
    await ask()
    const token = await tokenTo(email, page)
    await expireTokens(account.id)
    for (const bad of [token, '', 'A'.repeat(43)]) {
      await expect(confirm(bad)).rejects.toThrow('email_change_invalid')
    }
    const signedUp = `signed.up.${account.email}`
    await signUp({ email: signedUp, password, locale: 'en' })
    await expect(confirm(await tokenTo(signedUp, 'verify-email'))).rejects.toThrow('email_change_invalid')
  })

  it('is refused when the address has found an owner meanwhile', async () => {
    await ask()
    await newAccount({ email })
    await expect(confirm(await tokenTo(email, page))).rejects.toThrow('email_taken')
    expect(await readAccount(account.id)).toMatchObject({ email: account.email })
  })

  it('takes the address from a sign-up that nobody has verified', async () => {
    await ask()
    const squatter = await newAccount({ email, verified: false })
    await newSession(squatter.id)
    await confirm(await tokenTo(email, page))
    expect(await readAccount(account.id)).toMatchObject({ email })
    expect(await sessionIdsOf(squatter.id)).toEqual([])
    expect(await db.user.findUnique({ where: { id: squatter.id } })).toMatchObject({
      email: `deleted:${squatter.id}`,
    })
  })

  it('goes to one of two accounts that want it', async () => {
    const other = await newAccount()
    await ask()
    const mine = await tokenTo(email, page)
    await requestEmailChange(other.id, { email, password })
    const theirs = await tokenTo(email, page)
    const results = await Promise.allSettled([
      confirm(mine),
      confirmEmailChange({ token: theirs, visitor: await newSession(other.id), address }),
    ])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await db.user.count({ where: { email } })).toBe(1)
  })

  it('verifies an account that was not, with the bonus of the new address', async () => {
    const fresh = await newAccount({ verified: false })
    await requestEmailChange(fresh.id, { email, password })
    await confirmEmailChange({
      token: await tokenTo(email, page),
      visitor: await newSession(fresh.id),
      address,
    })
    expect(await readAccount(fresh.id)).toMatchObject({ email, emailVerified: true })
    expect(await creditsOf(fresh.id)).toEqual([500])
  })
})
