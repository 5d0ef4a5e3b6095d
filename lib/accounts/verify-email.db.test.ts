import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { grantSignUpBonus } from './grant-sign-up-bonus.ts'
import { bonusHash, newToken } from './keyed-hash.ts'
import { sendVerification } from './send-verification.ts'
import { newAccount, password, tokenTo } from './testing/accounts.ts'
import { verifyEmail } from './verify-email.ts'

let serial = 0
let network = ''

/** An account that waits, with as many letters as asked for; without the slow password hash. */
async function waitingUser(options: { email?: string; tokens?: number; expiresAt?: Date } = {}) {
  const email = options.email ?? `lin${++serial}@example.com`
  const tokens = Array.from({ length: options.tokens ?? 1 }, newToken)
  const expiresAt = options.expiresAt ?? new Date(Date.now() + 60_000)
  const { id } = await db.$transaction(async (tx) => {
    const user = await tx.user.create({ data: { email, emailNormalized: email, passwordHash: null } })
    await createWallet(tx, user.id)
    await tx.emailToken.createMany({
      data: tokens.map(({ tokenHash }) => ({
        userId: user.id,
        tokenHash,
        purpose: 'verify-email',
        expiresAt,
      })),
    })
    return user
  })
  const [first = newToken()] = tokens
  return { id, email, token: first.token, tokens: tokens.map(({ token }) => token) }
}

async function creditsOf(userId: string): Promise<number[]> {
  const lots = await db.creditLot.findMany({ where: { userId } })
  return lots.map(({ available }) => available)
}

/** What is left of an account after its deletion: the row of the mailbox is free again, the ledger stays. */
async function forget(userId: string) {
  await db.user.update({ where: { id: userId }, data: { email: '', emailNormalized: `deleted:${userId}` } })
}

/** Until somebody waits for a lock in this database. */
async function untilSomebodyWaits() {
  await vi.waitFor(async () => {
    const waiting =
      await db.$queryRaw`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`
    expect(waiting).toHaveLength(1)
  })
}

beforeEach(() => {
  network = `2001:db8:0:${(++serial).toString(16)}::1`
})

describe('a good token', () => {
  it('verifies the address and grants the bonus', async () => {
    const user = await waitingUser()
    expect(await verifyEmail({ token: user.token, address: network })).toMatchObject({
      bonus: 'granted',
      bonusCredits: 500,
    })
    expect(await creditsOf(user.id)).toEqual([500])
    const row = await db.user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row.emailVerifiedAt).toBeInstanceOf(Date)
  })

  it('used again is no error and grants nothing', async () => {
    const user = await waitingUser()
    await verifyEmail({ token: user.token, address: network })
    expect(await verifyEmail({ token: user.token, address: network })).toMatchObject({
      bonus: 'claimed',
      bonusCredits: 0,
    })
    expect(await creditsOf(user.id)).toEqual([500])
  })

  it('grants once when it is used ten times at once', async () => {
    const user = await waitingUser()
    const results = await Promise.all(
      Array.from({ length: 10 }, () => verifyEmail({ token: user.token, address: network })),
    )
    expect(results.filter(({ bonus }) => bonus === 'granted')).toHaveLength(1)
    expect(await creditsOf(user.id)).toEqual([500])
  })

  it('grants once when ten letters of one account are opened at once', async () => {
    const user = await waitingUser({ tokens: 10 })
    const results = await Promise.all(user.tokens.map((token) => verifyEmail({ token, address: network })))
    expect(results.filter(({ bonus }) => bonus === 'granted')).toHaveLength(1)
    expect(await creditsOf(user.id)).toEqual([500])
  })
})

describe('a bad token', () => {
  it.each(['', 'x', 'A'.repeat(43)])('%j is refused', async (token) => {
    await expect(verifyEmail({ token, address: network })).rejects.toMatchObject({
      code: 'verification_invalid',
      status: 400,
    })
  })

  it('that expired is refused and changes nothing', async () => {
    const user = await waitingUser({ expiresAt: new Date(Date.now() - 1) })
    await expect(verifyEmail({ token: user.token, address: network })).rejects.toThrow('verification_invalid')
    const row = await db.user.findUniqueOrThrow({ where: { id: user.id } })
    expect(row.emailVerifiedAt).toBeNull()
  })

  it('made for something else is refused', async () => {
    const user = await waitingUser()
    await db.emailToken.updateMany({ where: { userId: user.id }, data: { purpose: 'reset-password' } })
    await expect(verifyEmail({ token: user.token, address: network })).rejects.toThrow('verification_invalid')
  })
})

it('waits for a sign-up that is replacing the token, and then does not accept it', async () => {
  const user = await waitingUser()
  const verifying = await db.$transaction(async (tx) => {
    await tx.user.update({ where: { id: user.id }, data: { passwordHash: 'new' } })
    const verification = verifyEmail({ token: user.token, address: network }).catch((error: unknown) => error)
    await untilSomebodyWaits()
    await tx.emailToken.deleteMany({ where: { userId: user.id } })
    return { verification }
  })
  expect(await verifying.verification).toMatchObject({ code: 'verification_invalid' })
})

describe('the bonus', () => {
  it('is counted per network one after the other', async () => {
    const limit = env.SIGN_UP_BONUS_PER_NETWORK_DAILY
    for (let i = 1; i < limit; i++)
      await verifyEmail({ token: (await waitingUser()).token, address: network })
    const [first, second] = [await waitingUser(), await waitingUser()]
    const grantTo = ({ id, email }: typeof first) => ({ userId: id, emailHash: email, address: network })
    const { outcome, later } = await db.$transaction(async (tx) => {
      const outcome = await grantSignUpBonus(tx, grantTo(first))
      const later = db.$transaction((other) => grantSignUpBonus(other, grantTo(second)))
      await untilSomebodyWaits()
      return { outcome, later: { promise: later } }
    })
    expect([outcome, await later.promise]).toEqual(['granted', 'network_limit'])
  })

  it('comes once per mailbox, also after the account was deleted and made again', async () => {
    const first = await waitingUser()
    await verifyEmail({ token: first.token, address: network })
    await forget(first.id)
    const second = await waitingUser({ email: first.email })
    expect(await verifyEmail({ token: second.token, address: network })).toMatchObject({
      bonus: 'claimed',
      bonusCredits: 0,
    })
    expect(await creditsOf(second.id)).toEqual([])
  })

  it('comes to one network so many times a day; the address is verified all the same', async () => {
    const limit = env.SIGN_UP_BONUS_PER_NETWORK_DAILY
    const users = await Promise.all(Array.from({ length: limit + 3 }, () => waitingUser()))
    // Other addresses of the same /64, all at once.
    const results = await Promise.all(
      users.map(({ token }, index) =>
        verifyEmail({ token, address: network.replace('::1', `::${index + 1}`) }),
      ),
    )
    expect(results.filter(({ bonus }) => bonus === 'granted')).toHaveLength(limit)
    expect(results.filter(({ bonus }) => bonus === 'network_limit')).toHaveLength(3)
    const ids = users.map(({ id }) => id)
    expect(await db.user.count({ where: { id: { in: ids }, emailVerifiedAt: { not: null } } })).toBe(
      limit + 3,
    )
  })

  it('comes again the next day, but not to an account that went without', async () => {
    const limit = env.SIGN_UP_BONUS_PER_NETWORK_DAILY
    for (let i = 0; i < limit; i++)
      await verifyEmail({ token: (await waitingUser()).token, address: network })
    const late = await waitingUser({ tokens: 2 })
    expect((await verifyEmail({ token: late.token, address: network })).bonus).toBe('network_limit')
    await db.bonusClaim.updateMany({ data: { createdAt: new Date(Date.now() - 86_400_000 - 1) } })
    expect((await verifyEmail({ token: late.tokens[1] ?? '', address: network })).bonus).toBe('network_limit')
    expect(await creditsOf(late.id)).toEqual([])
    expect((await verifyEmail({ token: (await waitingUser()).token, address: network })).bonus).toBe(
      'granted',
    )
  })

  it('leaves no mail and no network address behind', async () => {
    const user = await waitingUser()
    await verifyEmail({ token: user.token, address: network })
    const claims = JSON.stringify(await db.bonusClaim.findMany())
    expect(claims).not.toContain(user.email)
    expect(claims).not.toContain('2001:db8')
    const [claim] = await db.bonusClaim.findMany({ where: { emailHash: await bonusHash(user.email) } })
    expect(claim).toBeDefined()
    const book = await db.ledgerTransaction.findMany({ where: { userId: user.id }, select: { key: true } })
    expect(book).toHaveLength(1)
    expect(JSON.stringify(book)).not.toContain(claim?.emailHash)
  })
})

describe('an account with a password', () => {
  async function waiting() {
    const account = await newAccount({ verified: false })
    await db.$transaction((tx) => sendVerification(tx, { ...account, locale: 'en' }))
    return { ...account, token: await tokenTo(account.email, 'verify-email') }
  }

  it('asks for the password unless its owner is signed in', async () => {
    const { id, email, token } = await waiting()
    await expect(verifyEmail({ token, address: network })).rejects.toThrow('password_required')
    const stranger = await newAccount()
    await expect(verifyEmail({ token, address: network, visitorId: stranger.id })).rejects.toThrow(
      'password_required',
    )
    expect(await verifyEmail({ token, address: network, visitorId: id })).toMatchObject({
      bonus: 'granted',
      email,
    })
  })

  it('stays good after a wrong password, and stops who guesses', async () => {
    const { id, email, token } = await waiting()
    await expect(verifyEmail({ token, address: network, password: 'guess' })).rejects.toThrow(
      'wrong_password',
    )
    expect(await db.user.findUnique({ where: { id } })).toMatchObject({ emailVerifiedAt: null })
    expect(await verifyEmail({ token, address: network, password })).toMatchObject({
      bonus: 'granted',
      email,
    })
    const other = await waiting()
    for (let i = 0; i < 10; i++) {
      await expect(verifyEmail({ token: other.token, address: network, password: 'guess' })).rejects.toThrow(
        'wrong_password',
      )
    }
    await expect(verifyEmail({ token: other.token, address: network, password })).rejects.toThrow(
      'too_many_requests',
    )
  })
})
