import process from 'node:process'
import { expect, it } from 'vitest'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'

it('gives each test file a database of its own', async () => {
  const rows = await db.$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`
  expect(rows).toEqual([{ name: expect.stringMatching(/^test_[0-9a-f]{32}$/) }])
  expect(process.env.DATABASE_URL).toContain(rows[0]?.name)
})

it('keeps Chinese text, and knows its characters for letters', async () => {
  const rows =
    await db.$queryRaw`SELECT upper('画坊 é') AS upper, '画' ~ '\\w' AS letter, pg_encoding_to_char(encoding) AS encoding
    FROM pg_database WHERE datname = current_database()`
  expect(rows).toEqual([{ upper: '画坊 É', letter: true, encoding: 'UTF8' }])
})

it('writes files into a folder of its own', () => {
  expect(env.DATA_DIR).toMatch(/huafang-test-\w+\/data-\w+$/)
})
