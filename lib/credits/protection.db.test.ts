import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { audit } from './audit.ts'
import { grant } from './grant.ts'
import { hold } from './hold.ts'
import { newTestWallet } from './test-wallet.ts'

// Direct SQL, as from a person with psql: one connection that may do everything, past lib/credits.
const client = new pg.Client({ connectionString: env.DATABASE_URL })
let userId: string
let otherUser: string
let lotId: string
let otherLot: string
let holdId: string
const reference = `job:${randomUUID()}`

beforeAll(async () => {
  await client.connect()
  userId = await newTestWallet()
  otherUser = await newTestWallet()
  const gift = { kind: 'bonus', amount: 10, reference: 'test' } as const
  ;({ lotId } = await grant(db, { ...gift, userId, key: randomUUID() }))
  ;({ lotId: otherLot } = await grant(db, { ...gift, userId: otherUser, key: randomUUID() }))
  const held = await hold(db, { userId, amount: 4, key: reference, reference, provider: 'openai' })
  holdId = held.ok ? held.holdId : ''
})

afterAll(async () => {
  expect(await audit()).toEqual([])
  await client.end()
})

/** The SQLSTATE with which a statement fails, or `done`. What was done is undone. */
async function attempt(...statements: string[]): Promise<string> {
  await client.query('BEGIN')
  try {
    for (const statement of statements) await client.query(statement)
    return 'done'
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error.code ?? 'no code'
    throw error
  } finally {
    await client.query('ROLLBACK')
  }
}

const tables = ['ledger_transactions', 'ledger_entries', 'credit_lots', 'credit_holds', 'credit_hold_parts']

describe('edits', () => {
  const column: Record<string, string> = {
    ledger_transactions: 'reference = reference',
    ledger_entries: 'amount = amount',
    credit_lots: 'available = available + 1',
    credit_holds: 'amount = amount',
    credit_hold_parts: 'held = held',
  }

  it.each(tables)('UPDATE, DELETE and TRUNCATE of %s are refused', async (table) => {
    expect(await attempt(`UPDATE ${table} SET ${column[table]}`)).toBe('LG005')
    expect(await attempt(`DELETE FROM ${table}`)).toBe('LG005')
    expect(await attempt(`DELETE FROM ${table} WHERE false`)).toBe('LG005')
    expect(await attempt(`TRUNCATE ${table} CASCADE`)).toBe('LG005')
  })

  it('TRUNCATE of what they hang on is refused', async () => {
    expect(await attempt('TRUNCATE wallets CASCADE')).toBe('LG005')
    expect(await attempt('TRUNCATE users CASCADE')).toBe('LG005')
  })

  it('a wallet with credits cannot go', async () => {
    expect(await attempt(`DELETE FROM wallets WHERE user_id = '${userId}'`)).toMatch(/^23/)
    expect(
      await attempt(`UPDATE wallets SET user_id = gen_random_uuid() WHERE user_id = '${userId}'`),
    ).toMatch(/^23/)
  })

  it('a lot of any kind, owner or expiry cannot become another', async () => {
    for (const change of [
      "kind = 'purchased'",
      `user_id = '${otherUser}'`,
      'expires_at = NULL',
      'held = 0',
    ]) {
      expect(await attempt(`UPDATE credit_lots SET ${change} WHERE id = '${lotId}'`)).toBe('LG005')
    }
  })

  it('rows with a balance cannot be put in', async () => {
    const lot = 'INSERT INTO credit_lots (user_id, kind, available, held) VALUES'
    expect(await attempt(`${lot} ('${userId}', 'bonus', 5, 0)`)).toBe('LG005')
    expect(await attempt(`${lot} ('${userId}', 'bonus', 0, 5)`)).toBe('LG005')
    expect(
      await attempt(
        `INSERT INTO credit_holds (id, user_id, reference, amount) VALUES (1, '${userId}', 'x', 5)`,
      ),
    ).toBe('LG005')
    expect(await attempt(`INSERT INTO credit_hold_parts VALUES (${holdId}, '${otherLot}', 5)`)).toBe('LG005')
  })
})

describe('bookings by hand', () => {
  const book = (kind: string, entries: string, bookReference = 'by hand') => [
    `INSERT INTO ledger_transactions (key, fingerprint, kind, user_id, reference)
      VALUES ('${randomUUID()}', 'x', '${kind}', '${userId}', '${bookReference}')`,
    `INSERT INTO ledger_entries (transaction_id, position, account, lot_id, amount)
      SELECT currval('ledger_transactions_id_seq'), e.* FROM (VALUES ${entries}) e (position, account, lot_id, amount)`,
  ]
  // The first row of VALUES gives the types to those that follow.
  const entry = (position: number, account: string, lot: string | null, amount: number) =>
    `(${position}::smallint, '${account}'::ledger_account, ${lot ? `'${lot}'` : 'NULL'}::uuid, ${amount})`

  it('are possible when they are sound: the trigger moves the lot', async () => {
    const sound = book('grant', `${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', null, -5)}`)
    expect(await attempt(...sound)).toBe('done')
    const proof = `DO $$ BEGIN ASSERT (SELECT available = 11 FROM credit_lots WHERE id = '${lotId}'); END $$`
    expect(await attempt(...sound, proof)).toBe('done')
  })

  it.each([
    [
      'that do not sum to zero',
      'grant',
      () => `${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', null, -4)}`,
    ],
    [
      'with a third side that makes them uneven',
      'grant',
      () =>
        `${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', null, -5)}, ${entry(3, 'expired', null, 3)}`,
    ],
    ['of one side', 'grant', () => entry(1, 'available', lotId, 5)],
    [
      'that do not fit their kind',
      'grant',
      () => `${entry(1, 'available', lotId, 5)}, ${entry(2, 'spent', null, -5)}`,
    ],
    [
      'that take by a grant',
      'grant',
      () => `${entry(1, 'available', lotId, -5)}, ${entry(2, 'issued', null, 5)}`,
    ],
    ['that settle a minus', 'settle', () => `${entry(1, 'held', lotId, 1)}, ${entry(2, 'spent', null, -1)}`],
    [
      'in a lot of another user',
      'grant',
      () => `${entry(1, 'available', otherLot, 5)}, ${entry(2, 'issued', null, -5)}`,
    ],
    [
      'in no lot',
      'grant',
      () => `${entry(1, 'available', randomUUID(), 5)}, ${entry(2, 'issued', null, -5)}`,
    ],
    [
      'without position 1',
      'grant',
      () => `${entry(2, 'available', lotId, 5)}, ${entry(3, 'issued', null, -5)}`,
    ],
    ['that settle no hold', 'settle', () => `${entry(1, 'held', lotId, -1)}, ${entry(2, 'spent', null, 1)}`],
  ])('%s are refused', async (_what, kind, entries) => {
    expect(await attempt(...book(kind, entries()))).toBe('LG006')
  })

  it.each([
    [
      'an account without its lot',
      () => `${entry(1, 'available', null, 5)}, ${entry(2, 'issued', null, -5)}`,
    ],
    [
      'a lot without its account',
      () => `${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', lotId, -5)}`,
    ],
    ['nothing', () => `${entry(1, 'available', lotId, 0)}, ${entry(2, 'issued', null, 0)}`],
    ['position 0', () => `${entry(0, 'available', lotId, 5)}, ${entry(1, 'issued', null, -5)}`],
  ])('with %s are refused', async (_what, entries) => {
    expect(await attempt(...book('grant', entries()))).toBe('LG006')
  })

  it.each(['key', 'reference'])('need a %s', async (column) => {
    const values = { key: randomUUID(), reference: 'x', [column]: '' }
    const nameless = `INSERT INTO ledger_transactions (key, fingerprint, kind, user_id, reference)
      VALUES ('${values.key}', 'x', 'grant', '${userId}', '${values.reference}')`
    expect(await attempt(nameless)).toBe('LG006')
  })

  it('cannot overdraw a lot or exceed a hold', async () => {
    const expiry = `${entry(1, 'available', lotId, -7)}, ${entry(2, 'expired', null, 7)}`
    expect(await attempt(...book('expire', expiry))).toBe('23514')
    const settlement = `${entry(1, 'held', lotId, -5)}, ${entry(2, 'spent', null, 5)}`
    expect(await attempt(...book('settle', settlement, reference))).toBe('23514')
    const debt = `${entry(1, 'available', lotId, -7)}, ${entry(2, 'held', lotId, 7)}`
    expect(await attempt(...book('hold', debt))).toBe('23514')
  })

  it('cannot be added to a transaction that is closed, or booked already', async () => {
    const more = (id: string, position: number) =>
      `INSERT INTO ledger_entries (transaction_id, position, account, lot_id, amount)
        VALUES (${id}, ${position}, 'available', '${lotId}', 5), (${id}, ${position + 1}, 'issued', NULL, -5)`
    expect(await attempt(more(holdId, 1))).toBe('23505')
    expect(await attempt(more(holdId, 10))).toBe('LG006')
    expect(await attempt(more('999999', 1))).toBe('LG006')
    const sound = book('grant', `${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', null, -5)}`)
    expect(await attempt(...sound, more("currval('ledger_transactions_id_seq')", 3))).toBe('LG006')
  })

  it('cannot be added later to a transaction that was left without entries', async () => {
    // Undone by hand at the end, which takes a superuser who says that the rules do not count.
    const key = randomUUID()
    await client.query(
      `INSERT INTO ledger_transactions (key, fingerprint, kind, user_id, reference) VALUES ($1, 'x', 'grant', $2, 'x')`,
      [key, userId],
    )
    const late = `INSERT INTO ledger_entries (transaction_id, position, account, lot_id, amount)
      SELECT id, e.* FROM ledger_transactions, (VALUES ${entry(1, 'available', lotId, 5)}, ${entry(2, 'issued', null, -5)}) e
      WHERE key = '${key}'`
    expect(await attempt(late)).toBe('LG006')
    await client.query('SET session_replication_role = replica')
    await client.query('DELETE FROM ledger_transactions WHERE key = $1', [key])
    await client.query('SET session_replication_role = origin')
  })

  it('cannot state a balance or a database transaction of their own', async () => {
    const forged = `INSERT INTO ledger_transactions (key, fingerprint, kind, user_id, reference, available_before, held_before, booked_in)
      VALUES ('${randomUUID()}', 'x', 'grant', '${userId}', 'x', 999, 999, 1)`
    const proof = `DO $$ BEGIN ASSERT (SELECT (available_before, held_before, booked_in) = (6, 4, pg_current_xact_id()::text::bigint)
      FROM ledger_transactions ORDER BY id DESC LIMIT 1); END $$`
    expect(await attempt(forged, proof)).toBe('done')
  })
})
