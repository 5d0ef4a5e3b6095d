import { randomUUID } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'

// Before the pool is made: as many real connections as there are calls in the larger races.
vi.hoisted(() => {
  process.env.DATABASE_POOL = '100'
})

import { db } from '#lib/db.ts'
import { audit } from './audit.ts'
import { balance } from './balance.ts'
import { grant } from './grant.ts'
import { hold } from './hold.ts'
import { HoldExceeded, LedgerConflict } from './ledger-error.ts'
import { release } from './release.ts'
import { settle } from './settle.ts'
import { newTestWallet } from './test-wallet.ts'

afterEach(async () => {
  expect(await audit()).toEqual([])
})

async function walletWith(amount: number): Promise<string> {
  const userId = await newTestWallet()
  await grant(db, { userId, kind: 'bonus', amount, key: randomUUID(), reference: 'test' })
  return userId
}

/** Runs all at once, each in a transaction of its own that is open before any of them books. */
async function atOnce<T>(count: number, book: (tx: Parameters<typeof hold>[0], index: number) => Promise<T>) {
  let waiting = count
  let open: () => void = () => {}
  const allOpen = new Promise<void>((resolve) => {
    open = resolve
  })
  return await Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT 1`
        waiting -= 1
        if (waiting === 0) open()
        await allOpen
        return await book(tx, index)
      }),
    ),
  )
}

function values<T>(results: PromiseSettledResult<T>[]): T[] {
  return results.map((result) => {
    if (result.status === 'rejected') throw result.reason
    return result.value
  })
}

it('gives exactly 10 of 100 holds the last 10 credits', async () => {
  const userId = await walletWith(10)
  const results = values(
    await atOnce(100, (tx, index) => {
      const reference = `job:${userId}:${index}`
      return hold(tx, { userId, amount: 1, key: `hold:${reference}`, reference, provider: 'openai' })
    }),
  )
  expect(results.filter((result) => result.ok)).toHaveLength(10)
  expect(results.filter((result) => !result.ok)).toHaveLength(90)
  expect(await balance(db, userId, 'openai')).toMatchObject({ available: 0, held: 10 })
})

it('has one winner when a settlement races a release of the same credits', async () => {
  const winners = new Set<string>()
  for (let round = 0; round < 20; round++) {
    const userId = await walletWith(5)
    const holdReference = `job:${userId}`
    await hold(db, { userId, amount: 5, key: holdReference, reference: holdReference, provider: 'openai' })
    const [settled, released] = await atOnce(2, (tx, index) => {
      // Whose turn comes first changes with the round.
      const kind = (index + round) % 2 === 0 ? 'settle' : 'release'
      const operation = kind === 'settle' ? settle : release
      return operation(tx, { holdReference, amount: 5, key: `${kind}:${userId}` }).then(() => kind)
    })
    const results = [settled, released].filter((result) => result !== undefined)
    const won = results.filter((result) => result.status === 'fulfilled')
    const lost = results.filter((result) => result.status === 'rejected')
    expect(won).toHaveLength(1)
    expect(lost).toHaveLength(1)
    expect(lost[0]?.reason).toBeInstanceOf(HoldExceeded)
    const kind = won[0]?.value
    winners.add(kind ?? '')
    expect(await balance(db, userId, 'openai')).toEqual({
      available: kind === 'release' ? 5 : 0,
      held: 0,
      unusable: 0,
    })
  }
  expect([...winners].sort()).toEqual(['release', 'settle'])
})

it('books 20 copies of one operation once', async () => {
  const userId = await newTestWallet()
  const key = randomUUID()
  const grants = values(
    await atOnce(20, (tx) => grant(tx, { userId, kind: 'bonus', amount: 10, key, reference: 'test' })),
  )
  expect(new Set(grants.map((granted) => granted.lotId)).size).toBe(1)
  expect(grants.filter((granted) => !granted.repeated)).toHaveLength(1)

  const reference = `job:${userId}`
  const holds = values(
    await atOnce(20, (tx) => hold(tx, { userId, amount: 4, key: reference, reference, provider: 'openai' })),
  )
  expect(new Set(holds.map((held) => (held.ok ? held.holdId : 'refused'))).size).toBe(1)
  expect(holds.filter((held) => held.ok && !held.repeated)).toHaveLength(1)

  for (const operation of [settle, release]) {
    const operationKey = randomUUID()
    const results = values(
      await atOnce(20, (tx) => operation(tx, { holdReference: reference, amount: 2, key: operationKey })),
    )
    expect(results.filter((result) => !result.repeated)).toHaveLength(1)
  }
  expect(await balance(db, userId, 'openai')).toMatchObject({ available: 8, held: 0 })
  expect(await db.ledgerTransaction.count({ where: { userId } })).toBe(4)
})

it('lets one user have a key that many ask for at once', async () => {
  const users = await Promise.all(Array.from({ length: 10 }, () => newTestWallet()))
  const key = randomUUID()
  const results = await atOnce(10, (tx, index) =>
    grant(tx, { userId: users[index] ?? '', kind: 'bonus', amount: 10, key, reference: 'test' }),
  )
  const lost = results.filter((result) => result.status === 'rejected')
  expect(lost).toHaveLength(9)
  for (const result of lost) expect(result.reason).toBeInstanceOf(LedgerConflict)
})

it('keeps the running balance exact while everything happens at once', async () => {
  const userId = await walletWith(50)
  await atOnce(40, async (tx, index) => {
    const holdReference = `job:${userId}:${index}`
    const held = await hold(tx, {
      userId,
      amount: 2,
      key: holdReference,
      reference: holdReference,
      provider: 'openai',
    })
    if (!held.ok) return
    await settle(tx, { holdReference, amount: 1, key: `settle:${holdReference}` })
    await release(tx, { holdReference, amount: 1, key: `release:${holdReference}` })
  })
  expect(await balance(db, userId, 'openai')).toMatchObject({ available: 10, held: 0 })
})
