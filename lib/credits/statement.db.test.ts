import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { grant } from './grant.ts'
import { hold } from './hold.ts'
import { release } from './release.ts'
import { settle } from './settle.ts'
import { type StatementEntry, statement } from './statement.ts'
import { newTestWallet } from './test-wallet.ts'

it('lists every movement of a user, newest first, with the balance after it, page by page', async () => {
  const userId = await newTestWallet()
  const stranger = await newTestWallet()
  const now = new Date('2026-11-22T12:00:00Z')
  await grant(db, { userId: stranger, kind: 'bonus', amount: 1, key: `${stranger}:1`, reference: 'bonus' })
  await grant(db, { userId, kind: 'bonus', amount: 10, key: `${userId}:1`, reference: 'bonus', now })
  await grant(db, { userId, kind: 'purchased', amount: 10, key: `${userId}:2`, reference: 'order:1', now })
  const reference = `job:${userId}`
  await hold(db, { userId, amount: 15, key: `${userId}:3`, reference, provider: 'openai', now })
  await settle(db, { holdReference: reference, amount: 4, key: `${userId}:4`, now })
  await release(db, { holdReference: reference, amount: 11, key: `${userId}:5`, now })

  const entries: StatementEntry[] = []
  let cursor: string | undefined
  do {
    const page = await statement(userId, { cursor, limit: 2 })
    expect(page.entries.length).toBeLessThanOrEqual(2)
    entries.push(...page.entries)
    cursor = page.nextCursor ?? undefined
  } while (cursor)

  expect(entries.map(({ id: _id, createdAt: _createdAt, ...entry }) => entry)).toEqual([
    {
      kind: 'release',
      reference,
      availableChange: 11,
      heldChange: -11,
      spentChange: 0,
      availableAfter: 16,
      heldAfter: 0,
      lotKinds: ['bonus', 'purchased'],
    },
    {
      kind: 'settle',
      reference,
      availableChange: 0,
      heldChange: -4,
      spentChange: 4,
      availableAfter: 5,
      heldAfter: 11,
      lotKinds: ['bonus'],
    },
    {
      kind: 'hold',
      reference,
      availableChange: -15,
      heldChange: 15,
      spentChange: 0,
      availableAfter: 5,
      heldAfter: 15,
      lotKinds: ['bonus', 'purchased'],
    },
    {
      kind: 'grant',
      reference: 'order:1',
      availableChange: 10,
      heldChange: 0,
      spentChange: 0,
      availableAfter: 20,
      heldAfter: 0,
      lotKinds: ['purchased'],
    },
    {
      kind: 'grant',
      reference: 'bonus',
      availableChange: 10,
      heldChange: 0,
      spentChange: 0,
      availableAfter: 10,
      heldAfter: 0,
      lotKinds: ['bonus'],
    },
  ])
  expect(entries.every((entry) => entry.createdAt.getTime() === now.getTime())).toBe(true)
})

it('refuses a cursor that is none', async () => {
  const userId = await newTestWallet()
  for (const cursor of ['x', '-1', '0', '1e3', '9'.repeat(30)]) {
    await expect(statement(userId, { cursor, limit: 2 })).rejects.toMatchObject({ code: 'invalid_request' })
  }
})
