import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createUser } from '#lib/accounts/create-user.ts'
import { audit } from '#lib/credits/audit.ts'
import { grant } from '#lib/credits/grant.ts'
import { db, Prisma } from '#lib/db.ts'
import { log } from '#lib/log.ts'
import { cancelImages } from './cancel-images.ts'
import { checkLedger, isLedgerCheckRunning } from './check-ledger.ts'
import { newJob, newUser } from './job-fixtures.ts'
import { jobRules } from './ledger-rules.ts'
import { runNightly } from './run-nightly.ts'

let userId: string

beforeAll(async () => {
  await createUser({
    email: 'op@example.com',
    password: 'correct horse',
    credits: 0,
    role: 'operator',
    locale: 'en',
  })
  userId = await newUser(100_000)
})
beforeEach(async () => {
  await db.developmentMail.deleteMany()
  await db.ledgerCheck.deleteMany()
})

/** A lot that says more than its entries; no rule of the database would let it happen. */
async function damage(byCredits: number): Promise<void> {
  await db.$transaction([
    db.$executeRaw`SET LOCAL session_replication_role = replica`,
    db.$executeRaw`UPDATE credit_lots SET available = available + ${byCredits}::integer WHERE user_id = ${userId}::uuid`,
  ])
}

describe('a check of the book', () => {
  it('is kept when it finds nothing, and nobody is told', async () => {
    const error = vi.spyOn(log, 'error')
    expect(await checkLedger('nightly')).toMatchObject({ findings: 0 })
    expect(await db.ledgerCheck.findMany()).toMatchObject([{ findings: 0, details: [] }])
    expect(error).not.toHaveBeenCalled()
    expect(await db.developmentMail.count()).toBe(0)
    error.mockRestore()
  })

  it('logs and tells what it finds: at night each time, asked for only the first time', async () => {
    const error = vi.spyOn(log, 'error')
    await damage(1)
    try {
      await checkLedger('asked')
      await checkLedger('asked')
      expect(await db.developmentMail.count()).toBe(1)
      await runNightly({})
      await runNightly(null)
      await runNightly({ asked: true })
      expect(await db.developmentMail.count()).toBe(3)
    } finally {
      await damage(-1)
    }
    expect(error).toHaveBeenCalledWith(expect.objectContaining({ findings: 1 }), expect.any(String))
    error.mockRestore()
    const [check] = await db.ledgerCheck.findMany({ orderBy: { id: 'desc' }, take: 1 })
    expect(check).toMatchObject({
      findings: 1,
      details: [{ rule: 'lot_balance', subject: expect.stringMatching(/^lot /), detail: expect.any(String) }],
    })
    const letter = await db.developmentMail.findFirst()
    expect(letter?.text).toContain('lot_balance: lot ')
    expect(letter?.text).toContain('http://localhost:3000/en/admin/money')
  })

  it('runs once at a time, and says that it runs', async () => {
    expect(await isLedgerCheckRunning()).toBe(false)
    // Holds the audit up at its first table, so that the second check comes while the first is under way.
    let open = () => {}
    const closed = new Promise<void>((resolve) => {
      open = resolve
    })
    let held = () => {}
    const isHeld = new Promise<void>((resolve) => {
      held = resolve
    })
    const holder = db.$transaction(async (tx) => {
      await tx.$executeRaw`LOCK TABLE ledger_entries IN ACCESS EXCLUSIVE MODE`
      held()
      await closed
    })
    await isHeld
    const first = checkLedger('nightly')
    await expect.poll(isLedgerCheckRunning).toBe(true)
    expect(await checkLedger('asked')).toBeNull()
    open()
    await holder
    expect(await first).toMatchObject({ findings: 0 })
    expect(await isLedgerCheckRunning()).toBe(false)
    expect(await db.ledgerCheck.count()).toBe(1)
  })

  it('reads one snapshot, whatever is booked while it reads', async () => {
    const count = {
      name: 'count',
      query: Prisma.sql`SELECT 'book' AS subject, count(*)::text AS detail FROM ledger_transactions`,
    }
    // A rule that waits for a lock of the test: so the booking falls between the two counts.
    const wait = {
      name: 'wait',
      query: Prisma.sql`SELECT 'lock' AS subject, pg_advisory_xact_lock_shared(4711)::text AS detail`,
    }
    let found: ReturnType<typeof audit> = Promise.resolve([])
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(4711)::text`
      found = audit([count, wait, count])
      await expect
        .poll(() => db.$queryRaw`SELECT 1 AS waits FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)
        .toEqual([{ waits: 1 }])
      await grant(db, { userId, kind: 'bonus', amount: 1, key: 'meanwhile', reference: 'test' })
    })
    const [before, , after] = await found
    expect(before).toMatchObject({ rule: 'count', detail: expect.stringMatching(/^[1-9]/) })
    expect(after).toEqual(before)
  })

  it('finds nothing wrong while jobs are made and cancelled beside it', async () => {
    const users = await Promise.all([newUser(100_000), newUser(100_000), newUser(100_000)])
    let stop = false
    let made = 0
    const customers = users.map(async (customer) => {
      while (!stop) {
        const job = await newJob(customer, { n: 2 })
        await cancelImages(customer, { jobId: job.id })
        made++
      }
    })
    try {
      await expect.poll(() => made).toBeGreaterThan(0)
      for (let turn = 0; turn < 25; turn++) expect(await audit(jobRules)).toEqual([])
    } finally {
      stop = true
      await Promise.all(customers)
    }
    expect(made).toBeGreaterThan(3)
  })
})
