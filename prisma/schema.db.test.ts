import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db.ts'

// Prisma does not know these objects, and a migration it generates may drop one without a word. Whoever removes a line
// here says that the rule behind it may go.

const triggers = [
  'audit_entries.audit_entries_append_only',
  'credit_hold_parts.credit_hold_parts_follow_entries',
  'credit_holds.credit_holds_follow_entries',
  'credit_lots.credit_lots_begin_empty',
  'credit_lots.credit_lots_follow_entries',
  'ledger_entries.ledger_entries_append_only',
  'ledger_entries.ledger_entries_book',
  'ledger_transactions.ledger_transactions_append_only',
  'ledger_transactions.ledger_transactions_stamp',
]

const checks = [
  'credit_hold_parts.credit_hold_parts_not_negative',
  'credit_holds.credit_holds_amount_positive',
  'credit_holds.credit_holds_within_amount',
  'credit_lots.credit_lots_not_negative',
  'images.images_cost_only_when_delivered',
  'images.images_delivered_has_bytes',
  'images.images_failed_has_code',
  'job_inputs.job_inputs_position_in_range',
  'job_inputs.job_inputs_role_known',
  'jobs.jobs_n_in_range',
  'jobs.jobs_quote_not_negative',
  'provider_limits.provider_limits_positive',
  'uploads.uploads_kind_known',
  'uploads.uploads_within_limits',
  'users.users_currency_known',
  'users.users_weight_in_range',
]

const functions = [
  'append_events',
  'audit_refuse',
  'credits_expire',
  'credits_grant',
  'credits_hold',
  'credits_hold_lots',
  'credits_lock',
  'credits_open_hold',
  'credits_release',
  'credits_settle',
  'ledger_book',
  'ledger_entries_book',
  'ledger_find',
  'ledger_refuse',
  'ledger_refuse_from_outside',
  'ledger_transactions_stamp',
  'limit_admit',
  'limit_bucket_size',
  'limit_fill_per_second',
  'limit_places',
  'limit_rate',
  'limit_tokens',
]

const partialIndexes = [
  'attempts.attempts_ambiguous',
  'attempts.attempts_finished',
  'images.images_blocked',
  'images.images_failed',
  'images.images_in_engine',
  'images.images_leases',
  'images.images_line',
  'images.images_places',
  'images.images_waiting',
  'jobs.jobs_unfinished',
  'pictures.pictures_in_bin',
  'pictures.pictures_without_terms',
  'problem_reports.problem_reports_open',
]

/** Whole, but of another kind than Prisma makes, or with columns that it cannot say. */
const otherIndexes = ['images.images_waiting', 'pictures.pictures_terms', 'pictures.pictures_wall']

const names = z.array(z.object({ name: z.string() })).transform((rows) => rows.map((row) => row.name))

it('has every trigger, switched on', async () => {
  const rows = await db.$queryRaw`
    SELECT tgrelid::regclass || '.' || tgname AS name FROM pg_trigger
    WHERE NOT tgisinternal AND tgenabled = 'O' AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    ORDER BY 1`
  expect(names.parse(rows)).toEqual(triggers)
})

it('has every CHECK, validated', async () => {
  const rows = await db.$queryRaw`
    SELECT conrelid::regclass || '.' || conname AS name FROM pg_constraint
    WHERE contype = 'c' AND convalidated AND connamespace = 'public'::regnamespace ORDER BY 1`
  expect(names.parse(rows)).toEqual(checks)
})

it('has every function', async () => {
  const rows = await db.$queryRaw`
    SELECT proname::text AS name FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') -- an extension's own
    ORDER BY 1`
  expect(names.parse(rows)).toEqual(functions)
})

it('has every partial index', async () => {
  const rows = await db.$queryRaw`
    SELECT indrelid::regclass || '.' || indexrelid::regclass AS name FROM pg_index
    WHERE indpred IS NOT NULL AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
    ORDER BY 1`
  expect(names.parse(rows)).toEqual(partialIndexes)
})

it('has every index that holds more than its order, or is no B-tree', async () => {
  const rows = await db.$queryRaw`
    SELECT indrelid::regclass || '.' || indexrelid::regclass AS name
    FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_am ON pg_am.oid = relam
    WHERE (indnatts > indnkeyatts OR amname <> 'btree') AND relnamespace = 'public'::regnamespace
    ORDER BY 1`
  expect(names.parse(rows)).toEqual(otherIndexes)
})

it('names in no migration a hand-written object that this test does not list', () => {
  const folder = path.join(import.meta.dirname, 'migrations')
  const sql = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => readFileSync(path.join(folder, entry.name, 'migration.sql'), 'utf8'))
    .join('\n')
  const created = (pattern: RegExp) =>
    [...new Set([...sql.matchAll(pattern)].map((match) => match[1]))].sort()
  const withoutTable = (list: string[]) => list.map((name) => name.split('.')[1]).sort()
  expect(created(/CREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER "?(\w+)/g)).toEqual(withoutTable(triggers))
  expect(created(/CREATE (?:OR REPLACE )?FUNCTION "?(\w+)/g)).toEqual(functions)
  expect(created(/CONSTRAINT "?(\w+)"? CHECK/g)).toEqual(withoutTable(checks))
})
