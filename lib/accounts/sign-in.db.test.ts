import { encode } from 'next-auth/jwt'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { authOptions } from './auth-options.ts'
import { createUser } from './create-user.ts'
import { userOfToken } from './current-user.ts'
import { signIn } from './sign-in.ts'

const password = 'correct horse'
let serial = 0
let email = ''
let address = ''

beforeEach(() => {
  email = `wang${++serial}@example.com`
  address = `203.0.113.${serial}`
})

describe('createUser', () => {
  it('makes a verified account with credits that can sign in', async () => {
    const user = await createUser({ email, password, credits: 1200, role: 'operator' })
    expect(user).toEqual({ id: expect.any(String), email, credits: 1200 })
    expect(await signIn({ email, password }, address)).toEqual({ id: user.id, sessionVersion: 1 })
    const lots = await db.creditLot.findMany({ where: { userId: user.id } })
    expect(lots).toMatchObject([{ kind: 'bonus', available: 1200 }])
  })

  it('refuses an address that has an account and leaves it as it is', async () => {
    await createUser({ email, password, credits: 0 })
    await expect(createUser({ email, password: 'another one', credits: 5 })).rejects.toThrow(
      'has an account already',
    )
    expect(await signIn({ email, password }, address)).not.toBeNull()
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
    expect(await signIn({ email, password: 'wrong horse' }, address)).toBeNull()
    expect(await signIn({ email: 'nobody@example.com', password }, address)).toBeNull()
    expect(await signIn({ email: ['x'], password: { $ne: 1 } }, address)).toBeNull()
    expect(await signIn(undefined, address)).toBeNull()
  })

  it('takes any spelling of the mailbox', async () => {
    await createUser({ email, password, credits: 0 })
    expect(await signIn({ email: ` ${email.toUpperCase()}`, password }, address)).not.toBeNull()
  })

  it('stops after ten tries at one mailbox from one network, and only there', async () => {
    await createUser({ email, password, credits: 0 })
    for (let i = 0; i < 10; i++) await signIn({ email, password: 'guess' }, address)
    await expect(signIn({ email, password }, address)).rejects.toMatchObject({ code: 'too_many_requests' })
    expect(await signIn({ email, password }, '198.51.100.1')).not.toBeNull()
  })

  it('forgets failed tries after a success', async () => {
    await createUser({ email, password, credits: 0 })
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) await signIn({ email, password: 'guess' }, address)
      expect(await signIn({ email, password }, address)).not.toBeNull()
    }
  })

  it('tells the form nothing but a code', async () => {
    const [provider] = authOptions.providers
    if (provider?.type !== 'credentials') throw new Error('no credentials provider')
    const authorize = (tried: string) =>
      provider.options.authorize({ email, password: tried }, { headers: { 'x-client-address': address } })
    expect(await authorize('guess')).toBeNull()
    for (let i = 0; i < 9; i++) await authorize('guess')
    await expect(authorize('guess')).rejects.toThrow(/^too_many_requests\.\d+$/)
    vi.spyOn(db.user, 'findUnique').mockRejectedValueOnce(new Error('host db.internal is down'))
    address = '198.51.100.77'
    await expect(authorize('guess')).rejects.toThrow(/^internal$/)
  })
})

describe('userOfToken', () => {
  const token = (sub: string, maxAge = 60) =>
    encode({ token: { sub, sessionVersion: 1 }, secret: env.AUTH_SECRET ?? '', maxAge })

  it('is the user of the session', async () => {
    const { id } = await createUser({ email, password, credits: 0, locale: 'en' })
    const user = { id, email, role: 'user', locale: 'en', emailVerified: true }
    expect(await userOfToken(await token(id))).toEqual(user)
  })

  it('is nobody after the session version was raised, and for an account that is gone', async () => {
    const { id } = await createUser({ email, password, credits: 0 })
    const valid = await token(id)
    await db.user.update({ where: { id }, data: { sessionVersion: { increment: 1 } } })
    expect(await userOfToken(valid)).toBeNull()
    expect(await userOfToken(await token('019aab52-9f3a-7cc1-8b4e-1d1f0f7a9c11'))).toBeNull()
  })

  it('is nobody for no token, garbage, an expired one, and one signed with another secret', async () => {
    const { id } = await createUser({ email, password, credits: 0 })
    const forged = await encode({ token: { sub: id, sessionVersion: 1 }, secret: 'another secret' })
    for (const each of [undefined, '', 'garbage', 'a.b.c', await token(id, -60), forged]) {
      expect(await userOfToken(each)).toBeNull()
    }
  })
})
