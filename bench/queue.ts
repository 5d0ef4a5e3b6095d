import pg from 'pg'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { newJob, newUser } from '#lib/jobs/job-fixtures.ts'
import { createWorkerBoss, senderBoss } from '#lib/queue/boss.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { runQueue } from '#lib/queue/run-queue.ts'
import { startBenchSite } from './bench-site.ts'
import { percentiles } from './percentiles.ts'
import { measureBacklog } from './queue-backlog.ts'

const jobs = 200
const entries = 4000
const slots = 8

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5))
}

/**
 * One job after the other, each when the site is quiet again. The commit is PostgreSQL's own timestamp of the transaction
 * that made the job; the start is when the worker's transaction begins that claims the image.
 */
async function measureCommitToStart() {
  const userId = await newUser(1_000_000)
  const waitsMs: number[] = []
  for (let turn = 0; turn < jobs; turn++) {
    const job = await newJob(userId, { model: 'dall-e-2', params: { size: '256x256' } })
    const done = { jobId: job.id, previewKey: { not: null } }
    await until(async () => (await db.image.count({ where: done })) === 1)
    const [row] = await db.$queryRaw<{ waitMs: number }[]>`
      SELECT (extract(epoch FROM images.started_at - pg_xact_commit_timestamp(events.xmin)) * 1000)::float8 AS "waitMs"
      FROM images JOIN events ON events.user_id = images.user_id AND events.type = 'job'
      WHERE images.job_id = ${job.id}::uuid AND events.data ->> 'jobId' = ${job.id}
      ORDER BY events.seq LIMIT 1`
    if (row) waitsMs.push(row.waitMs)
  }
  return percentiles(waitsMs)
}

/** What no queue on this database can beat: from a bare NOTIFY's commit until another connection hears it. */
async function measureNotify() {
  const [sender, listener] = [1, 2].map(() => new pg.Client({ connectionString: env.DATABASE_URL }))
  if (!sender || !listener) throw new Error('two connections')
  await Promise.all([sender.connect(), listener.connect()])
  await listener.query('LISTEN bench')
  await sender.query('CREATE TEMP TABLE bench (n integer)')
  const waitsMs: number[] = []
  for (let turn = 0; turn < jobs; turn++) {
    let heardMs = 0
    const heard = new Promise<void>((resolve) => {
      listener.once('notification', () => {
        heardMs = performance.now()
        resolve()
      })
    })
    await sender.query(`BEGIN; INSERT INTO bench VALUES (${turn}); NOTIFY bench`)
    const startedMs = performance.now()
    await sender.query('COMMIT')
    await heard
    waitsMs.push(heardMs - startedMs)
  }
  await Promise.all([sender.end(), listener.end()])
  return percentiles(waitsMs)
}

async function fill(): Promise<void> {
  await db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'mail'`
  for (let made = 0; made < entries; made += 500) {
    await enqueue(
      db,
      'mail',
      Array.from({ length: 500 }, (_, index) => ({ data: { index: made + index } })),
    )
  }
  await db.$executeRaw`ANALYZE pgboss.job`
}

/** How fast our slots empty a long queue when the work itself takes no time; beside it the engine's own calls in a row. */
async function measureDrain() {
  const boss = createWorkerBoss()
  await boss.start()
  try {
    await fill()
    let done = 0
    const emptied = Promise.withResolvers<void>()
    const startedMs = performance.now()
    const run = runQueue({
      boss,
      queue: 'mail',
      slots,
      handle: async () => {
        done += 1
        if (done === entries) emptied.resolve()
      },
    })
    await emptied.promise
    await run.drain(10_000)
    const perSecond = (entries * 1000) / (performance.now() - startedMs)

    await fill()
    const bareStartedMs = performance.now()
    for (;;) {
      const batch = await boss.fetch('mail', { batchSize: slots })
      if (batch.length === 0) break
      await Promise.all(batch.map(({ id }) => boss.complete('mail', id)))
    }
    const barePerSecond = (entries * 1000) / (performance.now() - bareStartedMs)
    return {
      entries,
      slots,
      perSecond: Math.round(perSecond),
      reference: { what: `pg-boss: fetch ${slots}, complete each`, perSecond: Math.round(barePerSecond) },
    }
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** From a job's commit to the worker's start on an idle site, how fast a full queue empties, and what a long line costs. */
export async function queue(): Promise<object> {
  const notifyMs = await measureNotify()
  const site = await startBenchSite()
  try {
    const commitToStartMs = await measureCommitToStart()
    await site.stop()
    const drain = await measureDrain()
    const reference = { what: 'NOTIFY heard by another connection', ...notifyMs }
    const backlog = await measureBacklog()
    return { jobs, commitToStartMs: { ...commitToStartMs, aim: { p95: 50 } }, reference, drain, backlog }
  } finally {
    await site.stop()
    // Left open, it would cry over the server's end.
    await (await senderBoss()).stop({ graceful: false })
    await db.$disconnect()
  }
}
