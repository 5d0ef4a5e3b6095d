import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessionCookieName } from '#lib/accounts/auth-options.ts'
import { userOfToken } from '#lib/accounts/current-user.ts'
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
  subjectsTo,
  type TestAccount,
  tokenTo,
} from '#lib/accounts/testing/accounts.ts'
import {
  clientId,
  clientSecret,
  type OutsideServer,
  startOutsideServer,
} from '#lib/accounts/testing/outside-server.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { GET, POST } from './[...nextauth]/route.ts'

let outside: OutsideServer
beforeAll(async () => {
  outside = await startOutsideServer()
  env.GITHUB_ID = env.GOOGLE_ID = clientId
  env.GITHUB_SECRET = env.GOOGLE_SECRET = clientSecret
  env.GITHUB_URL = env.GITHUB_API_URL = env.GOOGLE_ISSUER = outside.url
})
afterAll(() => outside.close())

let serial = 100
let email = ''
beforeEach(() => {
  email = `zhao${++serial}@example.com`
  outside.person = { subject: String(serial), email, verified: true }
  outside.visitor = 'agrees'
  outside.nonce = null
})

/** A browser as far as this needs one: cookies, forms, and redirects that are followed one by one. */
function newBrowser(headers: Record<string, string> = {}) {
  const cookies = new Map<string, string>()

  async function send(address: string, form?: Record<string, string>): Promise<Response> {
    const url = new URL(address, env.publicUrl)
    const request = new Request(url, {
      method: form ? 'POST' : 'GET',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'a browser',
        'x-client-address': `203.0.113.${serial % 250}`,
        ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form && { body: new URLSearchParams(form).toString() }),
    })
    const nextauth = url.pathname.split('/').slice(3)
    const answer = await (form ? POST : GET)(request, { params: Promise.resolve({ nextauth }) })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line) || value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  async function post(path: string, fields: Record<string, string> = {}): Promise<string> {
    const { csrfToken } = await (await send('/api/auth/csrf')).json()
    const answer = await send(path, { csrfToken, json: 'true', ...fields })
    const { url, error } = await answer.json()
    return url ?? error.code
  }

  async function comeBack(there: string): Promise<string> {
    if (!there.startsWith(outside.url)) return there
    const back = (await fetch(there, { redirect: 'manual' })).headers.get('location') ?? ''
    return (await send(back)).headers.get('location') ?? ''
  }

  return {
    cookies,
    send,
    post,
    /** Goes to a provider and comes back. @returns where it ends up */
    async signInWith(provider: string, fields: Record<string, string> = {}): Promise<string> {
      return comeBack(await post(`/api/auth/signin/${provider}`, fields))
    },
    /** The same from the account page. @returns where it ends up, or the code of an error */
    async connect(provider: string, fields: Record<string, string> = {}): Promise<string> {
      return comeBack(await post(`/api/auth/signin/${provider}`, { ...connecting, ...fields }))
    },
    comeBack,
    user: () => userOfToken(cookies.get(sessionCookieName)),
  }
}

/** What the account page sends. */
const connecting = { connect: '1', next: '/en/account', password }

/** A browser that is signed in by password. */
async function browserOf({ email }: TestAccount) {
  const browser = newBrowser()
  await browser.post('/api/auth/callback/credentials', { email, password })
  return browser
}

const here = (path: string) => `${env.publicUrl}${path}`

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

describe('connecting', () => {
  it('lets an identity with another address open the account, in the session that asked, and tells the owner', async () => {
    const account = await newAccount()
    const owner = await browserOf(account)
    const before = await owner.user()
    expect(await owner.connect('github')).toBe(here('/en/account?connected=github#profile'))
    expect(await owner.user()).toEqual(before)
    expect(await sessionIdsOf(account.id)).toEqual([before?.sessionId])
    expect((await readAccount(account.id)).identities).toEqual([{ provider: 'github', email }])
    const subjects = ['GitHub was connected to your account · Huafang']
    expect(await subjectsTo(account.email)).toEqual(subjects)
    // Twice is once, and another account there takes the place of the first.
    await owner.connect('github')
    expect(await subjectsTo(account.email)).toEqual(subjects)
    outside.person = { ...outside.person, subject: `8${outside.person.subject}` }
    await owner.connect('github')
    expect(await db.identity.findMany({ where: { userId: account.id } })).toMatchObject([
      { subject: outside.person.subject },
    ])
    const elsewhere = newBrowser()
    await elsewhere.signInWith('github')
    expect((await elsewhere.user())?.id).toBe(account.id)
  })

  it('leaves an identity where it is that opens somebody else’s account, until its owner removes it there', async () => {
    const theirs = newBrowser()
    await theirs.signInWith('google')
    const other = await theirs.user()
    if (!other) throw new Error('not signed in')
    const account = await newAccount()
    const owner = await browserOf(account)
    const taken = here('/en/account?connect_error=identity_taken#profile')
    expect(await owner.connect('google')).toBe(taken)
    expect((await readAccount(account.id)).identities).toEqual([])
    expect((await readAccount(other.id)).identities).toEqual([{ provider: 'google', email }])
    expect(await owner.user()).toMatchObject({ id: account.id })
    await removeIdentity(other, 'google')
    expect(await owner.connect('google')).toBe(here('/en/account?connected=google#profile'))
    expect((await readAccount(other.id)).removedIdentities).toEqual([])
  })

  it('needs the password, a session, the form’s token and a verified address', async () => {
    const account = await newAccount()
    const owner = await browserOf(account)
    expect(await owner.connect('github', { password: 'guess' })).toBe('wrong_password')
    expect(await owner.connect('github', { password: '' })).toBe('invalid_request')
    expect(await newBrowser().connect('github')).toBe('unauthenticated')
    const forged = await owner.send('/api/auth/signin/github', {
      ...connecting,
      csrfToken: 'x',
      json: 'true',
    })
    expect((await forged.json()).url).toBe(here('/en/sign-in?error=sign_in_failed'))
    const unverified = await browserOf(await newAccount({ verified: false }))
    expect(await unverified.connect('github')).toBe('mail_unverified')
    const led = newBrowser({ 'sec-fetch-site': 'cross-site' })
    for (const [name, value] of owner.cookies) led.cookies.set(name, value)
    expect((await led.send('/api/auth/signin/github', connecting)).status).toBe(403)
    // A link has no form: it begins nothing.
    const opened = await owner.send('/api/auth/signin/github?connect=1&next=/en/account')
    expect(opened.headers.get('location')).toMatch(/^\/sign-in/)
    expect(await db.identity.count({ where: { userId: account.id } })).toBe(0)
  })

  it('is not what a later sign-in in the same browser is taken for, nor ended by who is signed in then', async () => {
    const account = await newAccount()
    const browser = await browserOf(account)
    const there = await browser.post('/api/auth/signin/github', connecting)
    // Left there; on a shared machine somebody else signs in with GitHub.
    await browser.signInWith('github')
    const visitor = await browser.user()
    expect(visitor?.email).toBe(email)
    expect(visitor?.id).not.toBe(account.id)
    expect((await readAccount(account.id)).identities).toEqual([])
    expect(await browser.comeBack(there)).toBe(here('/en/account?connect_error=connect_failed#profile'))
    expect((await readAccount(account.id)).identities).toEqual([])

    const owner = await browserOf(account)
    const again = await owner.post('/api/auth/signin/github', connecting)
    await owner.post('/api/auth/signout')
    expect(await owner.comeBack(again)).toBe(here('/en/sign-in?error=connect_failed'))
    expect(await owner.user()).toBeNull()
    expect((await readAccount(account.id)).identities).toEqual([])
  })

  it('says on the account page what went wrong over there', async () => {
    const owner = await browserOf(await newAccount())
    outside.visitor = 'refuses'
    expect(await owner.connect('google')).toBe(here('/en/account#profile'))
    outside.visitor = 'agrees'
    outside.nonce = 'of another question'
    expect(await owner.connect('google')).toBe(here('/en/account?connect_error=connect_failed#profile'))
    outside.nonce = null
    outside.person.verified = false
    expect(await owner.connect('google')).toBe(
      here('/en/account?connect_error=provider_mail_unverified#profile'),
    )
  })

  it('is no key that a stranger keeps to an account whose mailbox is proved later', async () => {
    const squatted = await newAccount({ email, verified: false })
    await db.identity.create({
      data: { provider: 'google', subject: `of-a-stranger-${serial}`, userId: squatted.id, email },
    })
    await newBrowser().signInWith('github')
    expect((await readAccount(squatted.id)).identities).toEqual([{ provider: 'github', email }])
  })
})

describe('the language of the page after it', () => {
  const studioFrom = async (browser: ReturnType<typeof newBrowser>, next: string) =>
    browser.post('/api/auth/callback/credentials', { email, password, next })

  it('is the account’s where none was chosen on the device, by every way in', async () => {
    await newAccount({ email })
    const browser = newBrowser({ 'accept-language': 'zh-CN' })
    expect(await studioFrom(browser, '/zh/pictures?q=/zh/')).toBe(here('/en/pictures?q=/zh/'))
    expect(browser.cookies.get('locale')).toBe('en')
    const others = [newBrowser(), newBrowser()]
    expect(await others[0]?.signInWith('github', { next: '/zh/studio' })).toBe(here('/en/studio'))
    await requestMailLink({ email, locale: 'zh' })
    const token = await tokenTo(email, 'mail-link')
    expect(await others[1]?.post('/api/auth/callback/mail-link', { token, next: '/zh/studio' })).toBe(
      here('/en/studio'),
    )
  })

  it('stays the one that was chosen on the device', async () => {
    await newAccount({ email })
    const browser = newBrowser()
    browser.cookies.set('locale', 'zh')
    expect(await studioFrom(browser, '/zh/studio')).toBe(here('/zh/studio'))
    expect(browser.cookies.get('locale')).toBe('zh')
  })

  it('goes with the account, when the next one signs in on that device', async () => {
    const { id } = await newAccount({ email })
    const browser = newBrowser()
    await studioFrom(browser, '/en/studio')
    await db.user.update({ where: { id }, data: { locale: 'zh' } })
    expect(await studioFrom(browser, '/en/studio')).toBe(here('/zh/studio'))
    // From here on it is chosen: by the switch of languages, which knows nothing of accounts.
    browser.cookies.set('locale', 'en')
    expect(await studioFrom(browser, '/en/studio')).toBe(here('/en/studio'))
  })

  it('is that of the sign-in page when it did not work', async () => {
    const browser = newBrowser({ 'accept-language': 'zh-CN' })
    outside.person.verified = false
    expect(await browser.signInWith('github', { next: '/en/studio' })).toBe(
      here('/en/sign-in?error=provider_mail_unverified'),
    )
    const wrong = await browser.post('/api/auth/callback/credentials', { email, password: 'guess' })
    expect(new URL(wrong).searchParams.get('error')).toBe('CredentialsSignin')
    expect(browser.cookies.has('locale')).toBe(false)
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
