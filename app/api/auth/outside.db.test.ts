import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionCookieName } from '#lib/accounts/auth-options.ts'
import { readAccount } from '#lib/accounts/read-account.ts'
import { removeIdentity } from '#lib/accounts/remove-identity.ts'
import { requestMailLink } from '#lib/accounts/request-mail-link.ts'
import { signIn } from '#lib/accounts/sign-in.ts'
import {
  creditsOf,
  newAccount,
  newSession,
  password,
  place,
  sessionIdsOf,
  tokenTo,
} from '#lib/accounts/testing/accounts.ts'
import { clientSecret } from '#lib/accounts/testing/outside-server.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { browserOf, here, newBrowser, newPerson, outside } from './testing/outside-browser.ts'

let email = ''
beforeEach(() => {
  email = newPerson()
})

describe.each(['github', 'google'] as const)('%s', (provider) => {
  it('makes a verified account with the bonus, in the browser’s language, and signs in', async () => {
    const browser = newBrowser({ 'accept-language': 'zh-CN' })
    expect(await browser.signInWith(provider)).toBe(here('/zh/studio'))
    const user = await browser.user()
    expect(user).toMatchObject({ email, emailVerified: true, locale: 'zh' })
    const id = user?.id ?? ''
    expect(await readAccount(id)).toMatchObject({ hasPassword: false, identities: [{ provider, email }] })
    expect(await creditsOf(id)).toEqual([500])
    expect(await db.session.findFirst({ where: { userId: id } })).toMatchObject({
      method: provider,
      userAgent: 'a browser',
    })
  })

  it('finds the account again, whatever its address is by now', async () => {
    const first = newBrowser()
    await first.signInWith(provider)
    outside.person = { ...outside.person, email: `moved.${email}`, verified: false }
    const second = newBrowser()
    await second.signInWith(provider)
    expect((await second.user())?.id).toBe((await first.user())?.id)
    expect((await second.user())?.sessionId).not.toBe((await first.user())?.sessionId)
  })

  it('opens the account that has the verified address, which keeps its password', async () => {
    const account = await newAccount({ email })
    const browser = newBrowser()
    await browser.signInWith(provider)
    expect((await browser.user())?.id).toBe(account.id)
    expect(await signIn({ email, password }, place)).not.toBeNull()
    expect(await creditsOf(account.id)).toEqual([])
  })

  it('takes over an account that nobody verified, without its password and sessions', async () => {
    const squatted = await newAccount({ email, verified: false })
    await newSession(squatted.id)
    const browser = newBrowser()
    await browser.signInWith(provider)
    const user = await browser.user()
    expect(user?.id).toBe(squatted.id)
    expect(await sessionIdsOf(squatted.id)).toEqual([user?.sessionId])
    expect(await signIn({ email, password }, place)).toBeNull()
    expect(await creditsOf(squatted.id)).toEqual([500])
  })

  it('opens nothing for an address that they have not verified', async () => {
    await newAccount({ email })
    outside.person.verified = false
    const browser = newBrowser({ 'accept-language': 'en' })
    expect(await browser.signInWith(provider)).toBe(here('/en/sign-in?error=provider_mail_unverified'))
    expect(await browser.user()).toBeNull()
    expect(await db.identity.count({ where: { email } })).toBe(0)
  })

  it('opens no account of a similar address, which may be somebody else’s', async () => {
    const victim = await newAccount({ email })
    outside.person.email = email.replace('@', '+evil@')
    const browser = newBrowser({ 'accept-language': 'en' })
    expect(await browser.signInWith(provider)).toBe(here('/en/sign-in?error=mailbox_taken'))
    expect(await browser.user()).toBeNull()
    expect(await db.identity.count({ where: { userId: victim.id } })).toBe(0)
    expect(await sessionIdsOf(victim.id)).toEqual([])
    outside.person.email = email.toUpperCase()
    await browser.signInWith(provider)
    expect((await browser.user())?.id).toBe(victim.id)
  })

  it('opens nothing any more once it was removed, by no account there, until it is connected again', async () => {
    const account = await newAccount({ email })
    const browser = newBrowser({ 'accept-language': 'en' })
    await browser.signInWith(provider)
    await removeIdentity(await newSession(account.id), provider)
    expect(await browser.user()).toBeNull()
    const refused = here('/en/sign-in?error=identity_removed')
    expect(await browser.signInWith(provider)).toBe(refused)
    outside.person.subject = `9${outside.person.subject}`
    expect(await browser.signInWith(provider)).toBe(refused)
    expect(await browser.user()).toBeNull()
    const removed = { identities: [], removedIdentities: [{ provider, email }] }
    expect(await readAccount(account.id)).toMatchObject(removed)

    const owner = await browserOf(account)
    expect(await owner.connect(provider)).toBe(here(`/en/account?connected=${provider}#profile`))
    expect(await readAccount(account.id)).toMatchObject({
      identities: [{ provider, email }],
      removedIdentities: [],
    })
    await browser.signInWith(provider)
    expect((await browser.user())?.id).toBe(account.id)
  })

  it('says nothing to somebody who says no there', async () => {
    outside.visitor = 'refuses'
    const browser = newBrowser({ 'accept-language': 'en' })
    expect(await browser.signInWith(provider)).toBe(here('/en/sign-in'))
    expect(await browser.user()).toBeNull()
  })

  it('refuses an answer to another browser, and the same answer twice', async () => {
    const browser = newBrowser({ 'accept-language': 'en' })
    const there = await browser.post(`/api/auth/signin/${provider}`)
    const back = (await fetch(there, { redirect: 'manual' })).headers.get('location') ?? ''
    const other = newBrowser({ 'accept-language': 'en' })
    const failed = here('/en/sign-in?error=sign_in_failed')
    expect((await other.send(back)).headers.get('location')).toBe(failed)
    expect(await other.user()).toBeNull()
    expect((await browser.send(back)).headers.get('location')).toBe(here('/en/studio'))
    expect((await browser.send(back)).headers.get('location')).toBe(failed)
  })

  it('makes one account when the answers of two browsers come at once', async () => {
    const browsers = Array.from({ length: 5 }, () => newBrowser())
    await Promise.all(browsers.map((browser) => browser.signInWith(provider)))
    const users = await Promise.all(browsers.map((browser) => browser.user()))
    expect(new Set(users.map((user) => user?.id)).size).toBe(1)
    expect(users[0]).not.toBeNull()
    expect(await creditsOf(users[0]?.id ?? '')).toEqual([500])
  })
})

it('google: refuses a token for another question', async () => {
  outside.nonce = 'of another sign-in'
  const browser = newBrowser({ 'accept-language': 'en' })
  expect(await browser.signInWith('google')).toBe(here('/en/sign-in?error=sign_in_failed'))
})

it('opens one account by both', async () => {
  const [first, second] = [newBrowser(), newBrowser()]
  await first.signInWith('github')
  await second.signInWith('google')
  const user = await first.user()
  expect((await second.user())?.id).toBe(user?.id)
  const { identities } = await readAccount(user?.id ?? '')
  expect(identities).toEqual([
    { provider: 'github', email },
    { provider: 'google', email },
  ])
})

describe('the page after it', () => {
  it.each([
    ['/en/pictures?q=1', '/en/pictures?q=1'],
    ['//evil.example', '/en/studio'],
    ['https://evil.example', '/en/studio'],
    ['/\\evil.example', '/en/studio'],
  ])('for %j is %s', async (next, path) => {
    const browser = newBrowser({ 'accept-language': 'en' })
    expect(await browser.signInWith('github', { next })).toBe(here(path))
    // Not what somebody put into the address or the cookie, either.
    const callbackUrl = 'https://evil.example/'
    expect(await browser.signInWith('github', { next, callbackUrl })).toBe(here(path))
  })
})

it('asks the provider for nothing that came with the request', async () => {
  const there = await newBrowser().post(
    '/api/auth/signin/github?scope=repo&redirect_uri=https://evil.example',
  )
  const { searchParams } = new URL(there)
  expect(searchParams.get('scope')).toBe('read:user user:email')
  expect(searchParams.get('redirect_uri')).toBe(here('/api/auth/callback/github'))
})

it('offers no provider that is not set up, and says so when one is away', async () => {
  env.GITHUB_SECRET = undefined
  const providers = await (await newBrowser().send('/api/auth/providers')).json()
  expect(Object.keys(providers)).toEqual(['credentials', 'mail-link', 'google'])
  env.GITHUB_SECRET = clientSecret
  env.GOOGLE_ISSUER = 'http://127.0.0.1:1'
  const browser = newBrowser({ 'accept-language': 'en' })
  expect(await browser.signInWith('google')).toBe(here('/en/sign-in?error=sign_in_failed'))
  env.GOOGLE_ISSUER = outside.url
})

describe('an identity', () => {
  it('is removed with the sessions it has opened, but not where nothing else opens the account', async () => {
    const [github, google] = [newBrowser(), newBrowser()]
    await github.signInWith('github')
    await google.signInWith('google')
    const asker = await google.user()
    if (!asker) throw new Error('not signed in')
    env.SIGN_IN_LINKS = false
    await removeIdentity(asker, 'github')
    expect(await github.user()).toBeNull()
    await expect(removeIdentity(asker, 'google')).rejects.toThrow('last_way_in')
    await removeIdentity(asker, 'github')
    env.SIGN_IN_LINKS = true
    await removeIdentity(asker, 'google')
    expect((await readAccount(asker.id)).identities).toEqual([])
    expect(await google.user()).not.toBeNull()
  })
})

it('ends the session that the browser came with, by every way in, and nobody else’s', async () => {
  const account = await newAccount({ email })
  const elsewhere = await newSession(account.id)
  const browser = await browserOf(account)
  const first = await browser.user()
  await browser.signInWith('github')
  const second = await browser.user()
  expect(await sessionIdsOf(account.id)).toEqual([elsewhere.sessionId, second?.sessionId])
  expect(second?.sessionId).not.toBe(first?.sessionId)
  // A try that fails leaves it open.
  await browser.post('/api/auth/callback/credentials', { email, password: 'guess' })
  expect((await browser.user())?.sessionId).toBe(second?.sessionId)
  const other = await newAccount()
  await browser.post('/api/auth/callback/credentials', { email: other.email, password })
  expect((await browser.user())?.id).toBe(other.id)
  expect(await sessionIdsOf(account.id)).toEqual([elsewhere.sessionId])
})

describe('mail and password, and a link in a letter', () => {
  it('sign in over the same door, and sign out ends the session', async () => {
    const account = await newAccount({ email })
    const browser = newBrowser()
    await browser.post('/api/auth/callback/credentials', { email, password })
    expect((await browser.user())?.id).toBe(account.id)
    await browser.post('/api/auth/signout')
    expect(await sessionIdsOf(account.id)).toEqual([])

    await requestMailLink({ email, locale: 'en' })
    const token = await tokenTo(email, 'mail-link')
    await browser.post('/api/auth/callback/mail-link', { token })
    expect((await browser.user())?.id).toBe(account.id)
    const again = await browser.post('/api/auth/callback/mail-link', { token })
    expect(new URL(again).searchParams.get('error')).toBe('mail_link_invalid')
  })

  it('sign in for as long as the session is in use', async () => {
    const account = await newAccount({ email })
    const browser = newBrowser()
    const days = (count: number) => new Date(Date.now() - count * 86_400_000)
    vi.useFakeTimers({ toFake: ['Date'], now: days(60) })
    const { csrfToken } = await (await browser.send('/api/auth/csrf')).json()
    const fields = { csrfToken, json: 'true', email, password }
    const answer = await browser.send('/api/auth/callback/credentials', fields)
    vi.useRealTimers()
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith(`${sessionCookieName}=`))
    const expires = /expires=([^;]+)/i.exec(cookie ?? '')?.[1] ?? ''
    expect(new Date(expires).getTime()).toBeGreaterThan(days(-339).getTime())
    const [sessionId = ''] = await sessionIdsOf(account.id)
    await db.session.update({ where: { id: sessionId }, data: { seenAt: days(1) } })
    expect(await browser.user()).toMatchObject({ id: account.id, sessionId })
  })

  it('sign nobody in without the token of the form', async () => {
    await newAccount({ email })
    const browser = newBrowser()
    await browser.send('/api/auth/csrf')
    await browser.send('/api/auth/callback/credentials', { csrfToken: 'x', email, password })
    expect(await browser.user()).toBeNull()
  })

  it('work whatever is in next-auth’s own cookie', async () => {
    const account = await newAccount({ email })
    const browser = newBrowser()
    browser.cookies.set('next-auth.callback-url', 'garbage')
    expect((await browser.send('/api/auth/csrf')).status).toBe(200)
    browser.cookies.set('next-auth.callback-url', 'garbage')
    await browser.post('/api/auth/callback/credentials', { email, password })
    expect((await browser.user())?.id).toBe(account.id)
  })
})
