import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { authOptions } from './auth-options.ts'
import { createUser } from './create-user.ts'
import { userOfToken } from './current-user.ts'
import { beginSession, endSession, SESSION_DAYS } from './sessions.ts'
import { signIn } from './sign-in.ts'

const password = 'correct horse'
let serial = 0
let email = ''
let address = ''

const from = (address: string) => ({ userAgent: 'vitest', address })

beforeEach(() => {
  email = `wang${++serial}@example.com`
  address = `203.0.113.${serial}`
})

describe('createUser', () => {
  it('makes a verified account with credits that can sign in', async () => {
    const user = await createUser({ email, password, credits: 1200, role: 'operator' })
    expect(user).toEqual({ id: expect.any(String), email, credits: 1200 })
    expect(await signIn({ email, password }, from(address))).toEqual({
      id: user.id,
      sessionId: expect.any(String),
    })
    const lots = await db.creditLot.findMany({ where: { userId: user.id } })
    expect(lots).toMatchObject([{ kind: 'bonus', available: 1200 }])
  })

  it('refuses an address that has an account and leaves it as it is', async () => {
    await createUser({ email, password, credits: 0 })
    await expect(createUser({ email, password: 'another one', credits: 5 })).rejects.toThrow(
      'has an account already',
    )
    expect(await signIn({ email, password }, from(address))).not.toBeNull()
  })

  it('names what is wrong', async () => {
    await expect(createUser({ email: 'x', password: 'short', credits: 0 })).rejects.toMatchObject({
      details: { problems: [{ field: 'email' }, { field: 'password' }] },
    })
  })
})

describe('signing in', () => {
  it('fails in one way for a wrong password, an unknown address and a broken form', async () => {
    await createUser({ email, password, credits: 0 })
    expect(await signIn({ email, password: 'wrong horse' }, from(address))).toBeNull()
    expect(await signIn({ email: 'nobody@example.com', password }, from(address))).toBeNull()
    expect(await signIn({ email: ['x'], password: { $ne: 1 } }, from(address))).toBeNull()
    expect(await signIn(undefined, from(address))).toBeNull()
  })

  it('takes any spelling of the mailbox', async () => {
    await createUser({ email, password, credits: 0 })
    expect(await signIn({ email: ` ${email.toUpperCase()}`, password }, from(address))).not.toBeNull()
  })

  it('stops after ten tries at one mailbox from one network, and only there', async () => {
    await createUser({ email, password, credits: 0 })
    for (let i = 0; i < 10; i++) await signIn({ email, password: 'guess' }, from(address))
    await expect(signIn({ email, password }, from(address))).rejects.toMatchObject({
      code: 'too_many_requests',
    })
    expect(await signIn({ email, password }, from('198.51.100.1'))).not.toBeNull()
  })

  it('forgets failed tries after a success', async () => {
    await createUser({ email, password, credits: 0 })
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) await signIn({ email, password: 'guess' }, from(address))
      expect(await signIn({ email, password }, from(address))).not.toBeNull()
    }
  })

  it('tells the form nothing but a code', async () => {
    const authorize = (tried: string) => {
      const [provider] = authOptions({ ...from(address), locale: 'en' }).providers
      if (provider?.type !== 'credentials') throw new Error('no credentials provider')
      return provider.options.authorize({ email, password: tried }, {})
    }
    expect(await authorize('guess')).toBeNull()
    for (let i = 0; i < 9; i++) await authorize('guess')
    await expect(authorize('guess')).rejects.toThrow(/^too_many_requests\.\d+$/)
    vi.spyOn(db.user, 'findUnique').mockRejectedValueOnce(new Error('host db.internal is down'))
    address = '198.51.100.77'
    await expect(authorize('guess')).rejects.toThrow(/^internal$/)
  })
})

describe('userOfToken', () => {
  const place = { userAgent: 'vitest', address: '203.0.113.9' }
  const token = (sub: string, sessionId: string, maxAge = 60) =>
    encode({ token: { sub, sessionId }, secret: env.AUTH_SECRET ?? '', maxAge })

  it('is the user of the session', async () => {
    const { id } = await createUser({ email, password, credits: 0, locale: 'en' })
    const sessionId = await beginSession(db, id, 'password', place)
    expect(await userOfToken(await token(id, sessionId))).toEqual({
      id,
      sessionId,
      email,
      role: 'user',
      locale: 'en',
      emailVerified: true,
      currency: null,
      timeZone: null,
    })
  })

  it('is nobody after the session was ended, after thirty days without use, and for another user’s session', async () => {
    const { id } = await createUser({ email, password, credits: 0 })
    const other = await createUser({ email: `other.${email}`, password, credits: 0 })
    const sessionId = await beginSession(db, id, 'password', place)
    const valid = await token(id, sessionId)
    expect(await userOfToken(await token(other.id, sessionId))).toBeNull()
    await endSession(other.id, sessionId)
    expect(await userOfToken(valid)).not.toBeNull()
    const idle = await beginSession(db, id, 'password', place)
    const long = new Date(Date.now() - (SESSION_DAYS + 1) * 86_400_000)
    await db.session.update({ where: { id: idle }, data: { seenAt: long } })
    expect(await userOfToken(await token(id, idle))).toBeNull()
    await endSession(id, sessionId)
    expect(await userOfToken(valid)).toBeNull()
  })

  it('is nobody for no token, garbage, an expired one, and one signed with another secret', async () => {
    const { id } = await createUser({ email, password, credits: 0 })
    const sessionId = await beginSession(db, id, 'password', place)
    const forged = await encode({ token: { sub: id, sessionId }, secret: 'another secret' })
    for (const each of [undefined, '', 'garbage', 'a.b.c', await token(id, sessionId, -60), forged]) {
      expect(await userOfToken(each)).toBeNull()
    }
  })
})
