import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { audit } from './audit.ts'
import { balance } from './balance.ts'
import { expire } from './expire.ts'
import { type Grant, grant } from './grant.ts'
import { hold } from './hold.ts'
import { HoldExceeded, HoldNotFound, LedgerConflict, WalletNotFound } from './ledger-error.ts'
import { lockWallet } from './lock-wallet.ts'
import { release } from './release.ts'
import { settle } from './settle.ts'
import { newTestWallet } from './test-wallet.ts'

const day = 86_400_000
const start = new Date('2026-11-22T12:00:00Z')
const after = (days: number) => new Date(start.getTime() + days * day)

let userId: string
let reference: string

beforeEach(async () => {
  userId = await newTestWallet()
  reference = `job:${randomUUID()}`
})

function give(kind: Grant['kind'], amount: number, expiresAt?: Date) {
  return grant(db, { userId, kind, amount, key: randomUUID(), reference: 'test', expiresAt, now: start })
}

function keep(amount: number, { provider = 'openai', now = start } = {}) {
  return hold(db, { userId, amount, key: `hold:${reference}`, reference, provider, now })
}

/** What each lot has, in the order of granting. */
async function lots() {
  const rows = await db.creditLot.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
  return rows.map(({ kind, available, held }) => `${kind} ${available} + ${held}`)
}

describe('spend order', () => {
  it('takes what expires soonest, then bonus, then purchased', async () => {
    await give('purchased', 10)
    await give('bonus', 10)
    await give('purchased', 10, after(5))
    await give('bonus', 10, after(9))
    await keep(34)
    const rows = await db.creditLot.findMany({ where: { userId, held: { gt: 0 } } })
    expect(rows.map((row) => [row.kind, row.expiresAt?.getTime() ?? null, row.held])).toEqual(
      expect.arrayContaining([
        ['purchased', after(5).getTime(), 10],
        ['bonus', after(9).getTime(), 10],
        ['bonus', null, 10],
        ['purchased', null, 4],
      ]),
    )
  })

  it('lets sandbox lots pay the sandbox first, and nobody else', async () => {
    await give('bonus', 10)
    await give('sandbox', 10)
    expect(await keep(11)).toEqual({ ok: false, availableCredits: 10, missingCredits: 1 })
    expect(await balance(db, userId, 'openai')).toEqual({ available: 10, held: 0, unusable: 10 })
    expect(await keep(11, { provider: 'sandbox' })).toMatchObject({ ok: true })
    expect((await lots()).sort()).toEqual(['bonus 9 + 1', 'sandbox 0 + 10'])
  })

  it('settles from the front and releases from the back, whichever comes first', async () => {
    await give('purchased', 10)
    await give('bonus', 10, after(5))
    await keep(20)
    await release(db, { holdReference: reference, amount: 12, key: randomUUID(), now: start })
    await settle(db, { holdReference: reference, amount: 8, key: randomUUID(), now: start })
    expect((await lots()).sort()).toEqual(['bonus 2 + 0', 'purchased 10 + 0'])
  })
})

describe('expiry', () => {
  it('is booked by the next hold, and not counted in the balance before', async () => {
    await give('bonus', 10, after(5))
    await give('purchased', 5)
    expect(await balance(db, userId, 'openai', after(5))).toMatchObject({ available: 5 })
    expect(await keep(6, { now: after(5) })).toEqual({ ok: false, availableCredits: 5, missingCredits: 1 })
    const booked = await db.ledgerTransaction.findMany({ where: { userId }, orderBy: { id: 'asc' } })
    expect(booked.map((row) => row.kind)).toEqual(['grant', 'grant', 'expire'])
  })

  it('of a sandbox lot is booked by a hold for any provider, even one that other lots fill', async () => {
    await give('sandbox', 10, after(1))
    await give('bonus', 10)
    await keep(1, { now: after(2) })
    expect((await lots()).sort()).toEqual(['bonus 9 + 1', 'sandbox 0 + 0'])
  })

  it('leaves held credits alone, which are spent or come back as a new lot for 7 days', async () => {
    await give('bonus', 10, after(5))
    await keep(10)
    expect(await expire(db, userId, after(6))).toBe(0)
    await settle(db, { holdReference: reference, amount: 4, key: randomUUID(), now: after(6) })
    await release(db, { holdReference: reference, amount: 6, key: randomUUID(), now: after(6) })
    const [old, renewed] = await db.creditLot.findMany({ where: { userId }, orderBy: { createdAt: 'asc' } })
    expect(old).toMatchObject({ available: 0, held: 0 })
    expect(renewed).toMatchObject({ kind: 'bonus', available: 6, held: 0, expiresAt: after(13) })
    expect(await expire(db, userId, after(13))).toBe(6)
    expect(await balance(db, userId, 'openai', after(13))).toEqual({ available: 0, held: 0, unusable: 0 })
  })
})

describe('the same key again', () => {
  it('answers as the first time and books nothing', async () => {
    const gift = {
      userId,
      kind: 'bonus',
      amount: 10,
      key: randomUUID(),
      reference: 'r',
      expiresAt: after(9),
    } as const
    const granted = await grant(db, gift)
    expect(await grant(db, gift)).toEqual({ lotId: granted.lotId, repeated: true })
    const held = await keep(10)
    expect(held).toMatchObject({ ok: true, repeated: false })
    expect(await keep(10)).toEqual({ ...held, repeated: true })
    const part = { holdReference: reference, amount: 5, key: randomUUID() }
    expect(await settle(db, part)).toEqual({ repeated: false })
    expect(await settle(db, part)).toEqual({ repeated: true })
    const rest = { ...part, key: randomUUID() }
    expect(await release(db, rest)).toEqual({ repeated: false })
    expect(await release(db, rest)).toEqual({ repeated: true })
    expect(await db.ledgerTransaction.count({ where: { userId } })).toBe(4)
  })

  it('is a conflict when any field differs', async () => {
    const gift = {
      userId,
      kind: 'bonus',
      amount: 10,
      key: randomUUID(),
      reference: 'r',
      expiresAt: after(9),
    } as const
    await grant(db, gift)
    const other = await newTestWallet()
    for (const change of [
      { amount: 11 },
      { kind: 'purchased' as const },
      { reference: 's' },
      { expiresAt: after(8) },
      { expiresAt: undefined },
      { userId: other },
    ]) {
      await expect(grant(db, { ...gift, ...change })).rejects.toThrow(LedgerConflict)
    }
    const taken = { userId, amount: 4, key: randomUUID(), reference, provider: 'openai' }
    await hold(db, taken)
    for (const change of [
      { amount: 5 },
      { provider: 'sandbox' },
      { reference: `${reference}x` },
      { userId: other },
      { key: randomUUID() },
    ]) {
      await expect(hold(db, { ...taken, ...change })).rejects.toThrow(LedgerConflict)
    }
    const part = { holdReference: reference, amount: 2, key: randomUUID() }
    await settle(db, part)
    await expect(settle(db, { ...part, amount: 1 })).rejects.toThrow(LedgerConflict)
    await expect(release(db, part)).rejects.toThrow(LedgerConflict)
    await expect(grant(db, { ...gift, key: part.key })).rejects.toThrow(LedgerConflict)
  })
})

describe('refusals', () => {
  it('name what is wrong and book nothing', async () => {
    await give('bonus', 10)
    await keep(10)
    const tooMuch = { holdReference: reference, amount: 11, key: randomUUID() }
    await expect(settle(db, tooMuch)).rejects.toThrow(HoldExceeded)
    await expect(release(db, tooMuch)).rejects.toThrow(HoldExceeded)
    await expect(settle(db, { ...tooMuch, holdReference: 'job:none' })).rejects.toThrow(HoldNotFound)
    await expect(lockWallet(db, randomUUID())).rejects.toThrow(WalletNotFound)
    for (const amount of [0, -1]) {
      await expect(give('bonus', amount)).rejects.toThrow('of one credit or more')
      await expect(keep(amount)).rejects.toThrow('of one credit or more')
      await expect(settle(db, { ...tooMuch, amount })).rejects.toThrow('of one credit or more')
      await expect(release(db, { ...tooMuch, amount })).rejects.toThrow('of one credit or more')
    }
    expect(await db.ledgerTransaction.count({ where: { userId } })).toBe(2)
    expect(await audit()).toEqual([])
  })
})
