import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db, Prisma } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { audit } from './audit.ts'
import { balanceRules, bookRules } from './audit-rules.ts'
import { grant } from './grant.ts'
import { hold } from './hold.ts'
import { release } from './release.ts'
import { settle } from './settle.ts'
import { newTestWallet } from './test-wallet.ts'

const client = new pg.Client({ connectionString: env.DATABASE_URL })
let userId: string
let sandboxLot: string

beforeAll(async () => {
  await client.connect()
  // A stranger with a book of his own: damage to one must not be blamed on the other.
  for (const owner of [await newTestWallet(), await newTestWallet()]) {
    userId = owner
    const reference = `job:${owner}`
    await grant(db, { userId, kind: 'bonus', amount: 10, key: randomUUID(), reference: 'test' })
    await grant(db, { userId, kind: 'purchased', amount: 10, key: randomUUID(), reference: 'test' })
    const gift = { userId, kind: 'sandbox', amount: 10, key: randomUUID(), reference: 'test' } as const
    ;({ lotId: sandboxLot } = await grant(db, gift))
    await hold(db, { userId, amount: 15, key: reference, reference, provider: 'openai' })
    await settle(db, { holdReference: reference, amount: 3, key: randomUUID() })
    await release(db, { holdReference: reference, amount: 4, key: randomUUID() })
  }
})

afterAll(() => client.end())

const last = (kind: string) =>
  `(SELECT max(id) FROM ledger_transactions WHERE user_id = '${userId}' AND kind = '${kind}')`
const anyLot = () => `(SELECT id FROM credit_lots WHERE user_id = '${userId}' AND kind = 'bonus')`
const hold1 = () => `(SELECT id FROM credit_holds WHERE user_id = '${userId}')`

/** Which rules find something after damage that no trigger, CHECK or foreign key could stop. */
async function rulesThatFind(...damage: string[]): Promise<string[]> {
  // A rolled back transaction is no use, since the audit reads by another connection: the damage is done on a copy.
  const keep = [
    'ledger_transactions',
    'ledger_entries',
    'credit_lots',
    'credit_holds',
    'credit_hold_parts',
    'wallets',
  ]
  const checks = await client.query<{ table: string; name: string; rule: string }>(
    `SELECT conrelid::regclass::text AS table, conname AS name, pg_get_constraintdef(oid) AS rule
      FROM pg_constraint WHERE contype = 'c' AND conrelid::regclass::text = ANY($1)`,
    [keep],
  )
  await client.query('SET session_replication_role = replica')
  for (const table of keep) await client.query(`CREATE TABLE sound_${table} AS TABLE ${table}`)
  for (const { table, name } of checks.rows)
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`)
  try {
    for (const statement of damage) await client.query(statement)
    const findings = await audit()
    return [...new Set(findings.map((finding) => finding.rule))].sort()
  } finally {
    for (const table of keep) {
      await client.query(`DELETE FROM ${table}`)
      await client.query(`INSERT INTO ${table} TABLE sound_${table}`)
      await client.query(`DROP TABLE sound_${table}`)
    }
    for (const { table, name, rule } of checks.rows) {
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${rule}`)
    }
    await client.query('SET session_replication_role = origin')
  }
}

it('finds nothing in a sound book', async () => {
  expect(await audit()).toEqual([])
})

const damages: Record<string, { damage: () => string[]; rules: string[] }> = {
  'an amount was changed': {
    damage: () => [
      `UPDATE ledger_entries SET amount = amount - 1 WHERE transaction_id = ${last('settle')} AND position = 1`,
    ],
    rules: [
      'book_sum',
      'lot_balance',
      'part_entries',
      'running_balance',
      'transaction_kind',
      'transaction_sum',
    ],
  },
  'both sides of a grant were raised': {
    damage: () => [
      `UPDATE ledger_entries SET amount = amount * 2 WHERE transaction_id = (SELECT min(id) FROM ledger_transactions WHERE user_id = '${userId}')`,
    ],
    rules: ['lot_balance', 'running_balance'],
  },
  'entries were deleted': {
    damage: () => [`DELETE FROM ledger_entries WHERE transaction_id = ${last('release')}`],
    rules: ['hold_entries', 'lot_balance', 'part_entries', 'transaction_empty'],
  },
  'a whole settlement was deleted': {
    damage: () => [
      `DELETE FROM ledger_entries WHERE transaction_id = ${last('settle')}`,
      `DELETE FROM ledger_transactions WHERE id = ${last('settle')}`,
    ],
    rules: ['hold_entries', 'lot_balance', 'part_entries', 'running_balance'],
  },
  'a transaction was deleted under its entries': {
    damage: () => [`DELETE FROM ledger_transactions WHERE id = ${last('settle')}`],
    rules: ['entry_orphan', 'hold_entries', 'part_entries', 'running_balance'],
  },
  'a transaction was given to another user': {
    damage: () => [
      `UPDATE ledger_transactions SET user_id = (SELECT user_id FROM wallets WHERE user_id <> '${userId}' LIMIT 1) WHERE id = ${last('settle')}`,
    ],
    rules: ['entry_orphan', 'hold_entries', 'running_balance'],
  },
  'a kind was changed': {
    damage: () => [`UPDATE ledger_transactions SET kind = 'expire' WHERE id = ${last('settle')}`],
    rules: ['hold_entries', 'transaction_kind'],
  },
  'an entry lost its lot': {
    damage: () => [
      `UPDATE ledger_entries SET lot_id = NULL WHERE transaction_id = ${last('settle')} AND account = 'held'`,
    ],
    rules: ['entry_orphan', 'lot_balance', 'part_entries'],
  },
  'a lot was raised': {
    damage: () => [`UPDATE credit_lots SET available = available + 1 WHERE id = ${anyLot()}`],
    rules: ['lot_balance'],
  },
  'a lot and its book went below zero': {
    damage: () => [`UPDATE credit_lots SET available = -1 WHERE id = ${anyLot()}`],
    rules: ['lot_balance', 'negative'],
  },
  'a lot was put in by hand': {
    damage: () => [`INSERT INTO credit_lots (user_id, kind) VALUES ('${userId}', 'bonus')`],
    rules: ['lot_unbooked'],
  },
  'a lot was deleted': {
    damage: () => [`DELETE FROM credit_lots WHERE id = '${sandboxLot}'`],
    rules: ['entry_orphan'],
  },
  'a hold was lowered': {
    damage: () => [`UPDATE credit_holds SET amount = amount - 1 WHERE id = ${hold1()}`],
    rules: ['hold_entries', 'hold_parts'],
  },
  'a hold was settled by hand': {
    damage: () => [
      `UPDATE credit_hold_parts SET held = 0 WHERE hold_id = ${hold1()}`,
      `UPDATE credit_holds SET settled = amount - released WHERE id = ${hold1()}`,
    ],
    rules: ['hold_entries', 'lot_parts', 'part_entries'],
  },
  'a hold was deleted': {
    damage: () => [
      `DELETE FROM credit_hold_parts WHERE hold_id = ${hold1()}`,
      `DELETE FROM credit_holds WHERE user_id = '${userId}'`,
    ],
    rules: ['hold_entries', 'lot_parts', 'part_entries'],
  },
  'a part moved to another lot': {
    damage: () => [
      `UPDATE credit_hold_parts SET lot_id = '${sandboxLot}' WHERE hold_id = ${hold1()} AND lot_id = ${anyLot()}`,
    ],
    rules: ['lot_parts', 'part_entries'],
  },
  'a lot became a sandbox lot after it had paid': {
    damage: () => [`UPDATE credit_lots SET kind = 'sandbox' WHERE id = ${anyLot()}`],
    rules: ['sandbox_lot'],
  },
  'a balance before was changed': {
    damage: () => [`UPDATE ledger_transactions SET available_before = 1 WHERE id = ${last('release')}`],
    rules: ['running_balance'],
  },
  'a wallet was deleted': {
    damage: () => [`DELETE FROM wallets WHERE user_id = '${userId}'`],
    rules: ['wallet_missing'],
  },
}

it.each(Object.keys(damages))('finds that %s', async (what) => {
  const { damage, rules } = damages[what] ?? { damage: () => [], rules: [] }
  expect(await rulesThatFind(...damage())).toEqual(rules)
})

it('has damage for every rule in this test', () => {
  const tried = new Set(Object.values(damages).flatMap(({ rules }) => rules))
  const all = [...bookRules, ...balanceRules].map((rule) => rule.name)
  expect(all.filter((name) => !tried.has(name))).toEqual([])
})

it('lists the first 50 of many and counts the rest', async () => {
  const findings = await audit([
    {
      name: 'many',
      query: Prisma.sql`SELECT n::text AS subject, 'x' AS detail FROM generate_series(1, 70) n`,
    },
  ])
  expect(findings).toHaveLength(51)
  expect(findings.at(-1)).toMatchObject({ rule: 'many', subject: '20 more' })
})
