import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { resendVerification } from './resend-verification.ts'
import { signIn } from './sign-in.ts'
import { signUp } from './sign-up.ts'
import { verifyEmail } from './verify-email.ts'

const address = '203.0.113.9'
const password = 'correct horse'
let serial = 0
let email = ''

function lettersTo(recipient: string) {
  return db.developmentMail.findMany({ where: { recipient }, orderBy: { createdAt: 'asc' } })
}

async function tokensTo(recipient: string): Promise<string[]> {
  const letters = await lettersTo(recipient)
  return letters.flatMap(({ text }) => /#token=([\w-]{43})/.exec(text)?.[1] ?? [])
}

const from = (address: string) => ({ userAgent: 'vitest', address })

beforeEach(() => {
  email = `lin${++serial}@example.com`
})

describe('a new address', () => {
  it('gets an account with a wallet, no credits, and a letter in its language', async () => {
    await signUp({ email, password, locale: 'en' })
    const user = await db.user.findUniqueOrThrow({
      where: { emailNormalized: email },
      include: { wallet: true },
    })
    expect(user).toMatchObject({ email, locale: 'en', role: 'user', emailVerifiedAt: null })
    expect(user.wallet).not.toBeNull()
    expect(await db.creditLot.count({ where: { userId: user.id } })).toBe(0)
    const [letter] = await lettersTo(email)
    expect(letter?.subject).toBe('Verify your email address · Huafang')
    expect(letter?.text).toMatch(/http:\/\/localhost:3000\/en\/verify-email#token=[\w-]{43}\n/)
  })

  it('leaves only a hash of the token in the table', async () => {
    await signUp({ email, password, locale: 'zh' })
    const [token = 'none'] = await tokensTo(email)
    const rows = await db.emailToken.findMany({ where: { user: { email } } })
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  it('makes one account when the form is sent five times at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => signUp({ email, password, locale: 'zh' })))
    expect(await db.user.count({ where: { emailNormalized: email } })).toBe(1)
    const [last] = (await tokensTo(email)).slice(-1)
    const results = await Promise.allSettled(
      (await tokensTo(email)).map((token) => verifyEmail({ token, password, address })),
    )
    expect(last).toBeDefined()
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('an address that has an account', () => {
  it('gets another letter at its own spelling, and keeps its password', async () => {
    await signUp({ email, password, locale: 'en' })
    const [token = ''] = await tokensTo(email)
    await verifyEmail({ token, password, address })
    const respelled = email.replace('@', '+again@')
    await signUp({ email: respelled, password: 'attacker password', locale: 'en' })
    const letters = await lettersTo(email)
    expect(letters.map(({ subject }) => subject)).toEqual([
      'Verify your email address · Huafang',
      'You already have a Huafang account',
    ])
    expect(await lettersTo(respelled)).toEqual([])
    expect(await signIn({ email, password: 'attacker password' }, from(address))).toBeNull()
    expect(await signIn({ email, password }, from(address))).not.toBeNull()
  })

  it('that nobody verified goes to whoever signs up next, without the password, links and sessions before', async () => {
    await signUp({ email, password: 'squatter password', locale: 'en' })
    const squatter = await signIn({ email, password: 'squatter password' }, from(address))
    const [early = ''] = await tokensTo(email)
    await signUp({ email, password, locale: 'zh' })
    expect(await signIn({ email, password: 'squatter password' }, from(address))).toBeNull()
    const owner = await signIn({ email, password }, from(address))
    expect(owner?.id).toBe(squatter?.id)
    expect(await db.session.count({ where: { id: squatter?.sessionId } })).toBe(0)
    await expect(verifyEmail({ token: early, password, address })).rejects.toThrow('verification_invalid')
  })
})

describe('sending the letter again', () => {
  it('works for an address that waits, and the first link stays good', async () => {
    await signUp({ email, password, locale: 'zh' })
    await resendVerification(email.toUpperCase())
    const [first = '', second] = await tokensTo(email)
    expect(second).not.toBe(first)
    await expect(verifyEmail({ token: first, password, address })).resolves.toBeDefined()
    await resendVerification(email)
    expect(await lettersTo(email)).toHaveLength(2)
  })

  it('says nothing about an address that nobody uses', async () => {
    await expect(resendVerification(email)).resolves.toBeUndefined()
    expect(await lettersTo(email)).toEqual([])
  })

  it('is limited per mailbox, known or not', async () => {
    const sent = await Promise.allSettled(Array.from({ length: 6 }, () => resendVerification(email)))
    expect(sent.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })
})
