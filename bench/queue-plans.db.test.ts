import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lockWallet } from '#lib/credits/lock-wallet.ts'
import { db, type Transaction } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { claimImage, extendLeases } from '#lib/jobs/claim-image.ts'
import { tellProviderStopped } from '#lib/jobs/operator/tell-provider.ts'
import { promoteImages } from '#lib/jobs/promote-images.ts'
import { readWaits } from '#lib/jobs/read-waits.ts'
import { sweep } from '#lib/jobs/sweep.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { admitCall, readRoom } from '#lib/queue/provider-room.ts'
import { fillQueue } from './queue-fill.ts'
import { caught, type Scan, scansIn } from './statement-plans.ts'

// The statements themselves are caught as they leave for the database, and their plans looked at on tables as large as the
// planner needs to choose between an index and a scan.

const QUEUE = 'images.sandbox'
/** More rows than any of these statements has a reason to look at, and far fewer than there are. */
const ROWS_MAX = 4000

const counters = z.tuple([z.object({ seqScan: z.number(), idxScan: z.number() })])

let client: pg.Client
let heavyUser: string

async function scansOf(run: () => Promise<unknown>): Promise<Scan[]> {
  const scans = await scansIn(client, await caught(run))
  return scans.filter(({ table }) => table === 'images' || table === 'jobs' || table.startsWith('job_'))
}

/** @param tables what the statements must have looked into, so that this cannot pass on nothing */
async function expectIndexed(tables: string[], run: () => Promise<unknown>): Promise<void> {
  const scans = await scansOf(run)
  expect([...new Set(scans.map(({ table }) => table))].sort()).toEqual(expect.arrayContaining(tables))
  expect(scans.filter(({ node, rows }) => node === 'Seq Scan' || rows > ROWS_MAX)).toEqual([])
}

beforeAll(async () => {
  heavyUser = await fillQueue(env.DATABASE_URL ?? '', { users: 4000, waiting: 20_000, finished: 200_000 })
  client = new pg.Client({ connectionString: env.DATABASE_URL })
  await client.connect()
  await senderBoss()
}, 120_000)

afterAll(async () => {
  await client.end()
})

describe('with 28,000 images to come and 200,000 behind', () => {
  it('the engine finds its next entries by index, beside closed models too', async () => {
    // The sender's: a worker's supervises in the background, and its statements would be caught, too.
    const boss = await senderBoss()
    for (const ignoreGroups of [null, ['dall-e-2']]) {
      await expectIndexed(['job_common'], () =>
        boss.fetch(QUEUE, { batchSize: 8, includeMetadata: true, ignoreGroups }),
      )
    }
  })

  it('a claim finds all it needs by index', async () => {
    const { id } = await db.image.findFirstOrThrow({ where: { state: 'queued' }, select: { id: true } })
    await expectIndexed(['images'], () => claimImage(id, 'worker'))
    await expectIndexed(['images'], () => extendLeases([id], 'worker'))
  })

  it('promotion finds the next of a user who waits with 10,000', async () => {
    await db.image.updateMany({
      where: { userId: heavyUser, state: 'queued' },
      data: { state: 'cancelled' },
    })
    // Undone, so that the places are free again when the plan is looked at.
    const undone = new Error('undone')
    let promoted = 0
    await expectIndexed(['images'], () =>
      db
        .$transaction(async (tx) => {
          await lockWallet(tx, heavyUser)
          await promoteImages(tx, heavyUser, 'sandbox')
          promoted = await tx.image.count({ where: { userId: heavyUser, state: 'queued' } })
          throw undone
        })
        .catch((error) => {
          if (error !== undone) throw error
        }),
    )
    expect(promoted).toBe(2)
  })

  it('the look at what may be called now counts places by index, and so does admission', async () => {
    await db.providerLimit.create({
      data: { provider: 'sandbox', model: 'gpt-image-2', places: 8, rate: 60 },
    })
    await expectIndexed(['images'], () => readRoom('sandbox', new Date()))
    const image = await db.image.findFirstOrThrow({ where: { state: 'queued' }, select: { id: true } })
    // Its statements are inside of a function: the table's own counters tell whether one read it from end to end.
    const count = async (tx: Transaction) =>
      counters.parse(
        await tx.$queryRaw`
          SELECT seq_scan::int AS "seqScan", idx_scan::int AS "idxScan"
          FROM pg_stat_xact_user_tables WHERE relname = 'images'`,
      )[0]
    await db.$transaction(async (tx) => {
      const before = await count(tx)
      const now = new Date()
      await admitCall(tx, { provider: 'sandbox', model: 'gpt-image-2', imageId: image.id, now })
      const after = await count(tx)
      expect(after.seqScan - before.seqScan).toBe(0)
      expect(after.idxScan - before.idxScan).toBeGreaterThan(0)
    })
  })

  it('the places in line of a page of images are found by index', async () => {
    const images = await db.image.findMany({
      where: { userId: heavyUser, state: { in: ['waiting', 'queued'] } },
      take: 20,
    })
    await expectIndexed(['images'], () => readWaits(images, new Date()))
  })
})

describe('the letter of a stop', () => {
  it('counts who waits, and reads nothing of the past', async () => {
    const stop = { provider: 'sandbox', reason: 'insufficient_quota', now: new Date() }
    const scans = await scansOf(() => db.$transaction((tx) => tellProviderStopped(tx, stop)))
    expect(scans.filter(({ table }) => table === 'images').length).toBeGreaterThan(0)
    expect(scans.filter(({ node }) => node === 'Seq Scan')).toEqual([])
    expect(Math.max(...scans.map(({ rows }) => rows))).toBeLessThan(40_000)
  })
})

describe('the sweeper', () => {
  it('reads what is in line and nothing of the past', async () => {
    const scans = await scansOf(sweep)
    expect(scans.filter(({ node }) => node === 'Seq Scan')).toEqual([])
    expect(Math.max(...scans.map(({ rows }) => rows))).toBeLessThan(40_000)
  })
})
