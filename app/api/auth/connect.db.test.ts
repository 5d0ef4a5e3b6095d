import { beforeEach, describe, expect, it } from 'vitest'
import { readAccount } from '#lib/accounts/read-account.ts'
import { removeIdentity } from '#lib/accounts/remove-identity.ts'
import { newAccount, newSession, sessionIdsOf, subjectsTo } from '#lib/accounts/testing/accounts.ts'
import { db } from '#lib/db.ts'
import { browserOf, connecting, here, newBrowser, newPerson, outside } from './testing/outside-browser.ts'

let email = ''
beforeEach(() => {
  email = newPerson()
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

  it('leaves an identity where it is that opens somebody else’s account, or was removed from one', async () => {
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
    expect(await owner.connect('google')).toBe(taken)
    const removed = { identities: [], removedIdentities: [{ provider: 'google', email }] }
    expect(await readAccount(other.id)).toMatchObject(removed)
    // Nor is it gone after whoever holds it has connected another one: it would find its way back by the address.
    const stolen = outside.person
    newPerson()
    await owner.connect('google')
    outside.person = stolen
    const holder = newBrowser({ 'accept-language': 'en' })
    expect(await holder.signInWith('google')).toBe(here('/en/sign-in?error=identity_removed'))
    expect(await holder.user()).toBeNull()
    expect(await readAccount(other.id)).toMatchObject(removed)
  })

  it('keeps what it replaces from coming back by the address, also when it is removed itself', async () => {
    const account = await newAccount({ email })
    const holder = newBrowser({ 'accept-language': 'en' })
    await holder.signInWith('github')
    const stolen = outside.person
    await removeIdentity(await newSession(account.id), 'github')
    const owner = await browserOf(account)
    const address = newPerson()
    const own = outside.person
    await owner.connect('github')

    const refused = here('/en/sign-in?error=identity_removed')
    outside.person = stolen
    expect(await holder.signInWith('github')).toBe(refused)
    expect((await readAccount(account.id)).identities).toEqual([{ provider: 'github', email: address }])
    outside.person = own
    const elsewhere = newBrowser()
    await elsewhere.signInWith('github')
    expect((await elsewhere.user())?.id).toBe(account.id)

    await removeIdentity(await newSession(account.id), 'github')
    outside.person = stolen
    expect(await holder.signInWith('github')).toBe(refused)
    expect(await holder.user()).toBeNull()
    expect(await readAccount(account.id)).toMatchObject({
      identities: [],
      removedIdentities: [{ provider: 'github', email: address }],
    })
    await owner.connect('github')
    await holder.signInWith('github')
    expect((await holder.user())?.id).toBe(account.id)
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
      data: { provider: 'google', subject: `of-a-stranger-to-${email}`, userId: squatted.id, email },
    })
    await newBrowser().signInWith('github')
    expect((await readAccount(squatted.id)).identities).toEqual([{ provider: 'github', email }])
  })
})
