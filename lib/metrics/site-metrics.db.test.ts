import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hold } from '#lib/credits/hold.ts'
import { db, Prisma } from '#lib/db.ts'
import { newJob, newUser } from '#lib/jobs/job-fixtures.ts'
import { readSite } from './read-site.ts'
import { siteMetricsText } from './site-metrics.ts'
import { siteQueries } from './site-queries.ts'

vi.mock('./read-site.ts', { spy: true })

const minute = 60_000
let clock = 0

beforeEach(async () => {
  await db.providerState.deleteMany()
  await db.providerState.create({ data: { provider: 'sandbox' } })
})

/** What is scraped later than the last answer is fresh. */
async function scrape(): Promise<Map<string, number>> {
  clock += 5_000
  const text = await siteMetricsText(clock)
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => [
      line.slice(8, line.lastIndexOf(' ')),
      Number(line.slice(line.lastIndexOf(' ') + 1)),
    ]),
  )
}

async function newImage(data: Prisma.ImageUncheckedUpdateInput = {}): Promise<{ id: string; jobId: string }> {
  const job = await newJob(await newUser(1000))
  const id = job.images[0]?.id ?? ''
  await db.image.update({ where: { id }, data })
  return { id, jobId: job.id }
}

const ago = (ms: number) => new Date(Date.now() - ms)

describe('the queue', () => {
  it('has the age of the oldest image that could be served, and its counts', async () => {
    const before = await scrape()
    await newImage({ queuedAt: ago(30 * minute), notBefore: new Date(Date.now() + minute) })
    // What is put off until later is not late, and less than nothing is no age.
    expect((await scrape()).get('queue_age_seconds{provider="sandbox"}')).toBe(0)
    await newImage({ queuedAt: ago(10 * minute) })
    await newImage({ queuedAt: ago(30 * minute), notBefore: ago(12 * minute) })
    await newImage({ state: 'calling', leaseUntil: new Date(Date.now() + minute) })
    await newImage({ state: 'waiting' })
    const after = await scrape()
    const age = after.get('queue_age_seconds{provider="sandbox"}')
    expect(age).toBeGreaterThan(719)
    expect(age).toBeLessThan(750)
    const more = (state: string) => {
      const key = `images{provider="sandbox",state="${state}"}`
      return (after.get(key) ?? 0) - (before.get(key) ?? 0)
    }
    expect(['waiting', 'queued', 'preparing', 'calling', 'storing'].map(more)).toEqual([1, 3, 0, 1, 0])
  })

  it('says nothing is there, and not nothing, where nothing is', async () => {
    const values = await scrape()
    expect(values.get('images{provider="sandbox",state="storing"}')).toBe(0)
    expect(values.get('attempts_last_hour{outcome="abandoned"}')).toBe(0)
  })
})

it('counts attempts by outcome, and the ambiguous ones for ever', async () => {
  const { id: imageId } = await newImage()
  const attempt = (fence: number, outcome: 'ambiguous' | 'failed', ms: number) =>
    db.attempt.create({ data: { imageId, fence, workerId: 'w', outcome, finishedAt: ago(ms) } })
  await Promise.all([
    attempt(1, 'ambiguous', minute),
    attempt(2, 'ambiguous', 3 * 60 * minute),
    attempt(3, 'ambiguous', 48 * 60 * minute),
    attempt(4, 'failed', minute),
  ])
  const values = await scrape()
  expect(values.get('ambiguous_attempts')).toBe(3)
  expect(values.get('ambiguous_attempts_last_day')).toBe(2)
  expect(values.get('attempts_last_hour{outcome="ambiguous"}')).toBe(1)
  expect(values.get('attempts_last_hour{outcome="failed"}')).toBe(1)
})

it('finds holds that no job stands behind, and those of jobs that are over', async () => {
  expect((await scrape()).get('holds_without_job')).toBe(0)
  const userId = await newUser(1000)
  const reference = `job:${crypto.randomUUID()}`
  await db.$transaction((tx) =>
    hold(tx, { userId, amount: 10, key: reference, reference, provider: 'sandbox' }),
  )
  const { jobId } = await newImage()
  await db.job.update({ where: { id: jobId }, data: { finishedAt: new Date() } })
  const values = await scrape()
  expect(values.get('holds_without_job')).toBe(1)
  expect(values.get('holds_of_finished_jobs')).toBe(1)
})

it('tells of the last audit, and nothing before there was one', async () => {
  expect((await scrape()).has('ledger_check_findings')).toBe(false)
  await db.ledgerCheck.createMany({
    data: [
      { startedAt: ago(2000 * minute), finishedAt: ago(2000 * minute), findings: 0 },
      { startedAt: ago(61 * minute), finishedAt: ago(60 * minute), findings: 2 },
    ],
  })
  const values = await scrape()
  expect(values.get('ledger_check_findings')).toBe(2)
  expect(values.get('ledger_check_age_seconds')).toBeCloseTo(3600, -2)
})

it('tells of workers, stops, pauses and limits, and forgets what is gone', async () => {
  await db.worker.createMany({
    data: [
      { id: 'here', heardAt: ago(4_000) },
      { id: 'gone', heardAt: ago(21_000) },
    ],
  })
  await db.providerState.create({ data: { provider: 'openai', stoppedAt: new Date() } })
  await db.providerLimit.createMany({
    data: [
      { provider: 'openai', model: 'gpt-image-2', places: 4, rate: 50, pausedUntil: ago(-90_000) },
      { provider: 'openai', model: 'dall-e-3', places: 2.5, pausedUntil: ago(minute) },
    ],
  })
  const values = await scrape()
  expect(values.get('workers_alive')).toBe(1)
  expect(values.get('provider_stopped{provider="openai"}')).toBe(1)
  expect(values.get('provider_stopped{provider="sandbox"}')).toBe(0)
  expect(values.get('model_paused_seconds{provider="openai",model="gpt-image-2"}')).toBeCloseTo(90, -1)
  expect(values.get('model_paused_seconds{provider="openai",model="dall-e-3"}')).toBe(0)
  expect(values.get('model_places{provider="openai",model="dall-e-3"}')).toBe(2.5)
  expect(values.get('model_rate_per_minute{provider="openai",model="gpt-image-2"}')).toBe(50)
  expect(values.has('model_rate_per_minute{provider="openai",model="dall-e-3"}')).toBe(false)
  await db.providerLimit.deleteMany()
  expect([...(await scrape()).keys()].filter((name) => name.startsWith('model_'))).toEqual([])
})

it('asks the database once for all who ask within five seconds', async () => {
  const asked = vi.mocked(readSite).mockClear()
  clock += 5_000
  const texts = await Promise.all([siteMetricsText(clock), siteMetricsText(clock + 4_999)])
  expect(texts[0]).toBe(texts[1])
  expect(asked).toHaveBeenCalledTimes(1)
  await siteMetricsText(clock + 5_000)
  clock += 5_000
  expect(asked).toHaveBeenCalledTimes(2)
})

it('still answers when the database does not', async () => {
  expect((await scrape()).get('site_readable')).toBe(1)
  vi.mocked(readSite).mockRejectedValueOnce(new Error('connection lost'))
  expect([...(await scrape())]).toEqual([['site_readable', 0]])
})

describe('the plan', () => {
  /** What the planner does when a table has no cheap whole reading, as with a million rows. */
  async function planOf(query: Prisma.Sql): Promise<string> {
    return db.$transaction(async (tx) => {
      await tx.$executeRaw`SET LOCAL enable_seqscan = off`
      const rows = await tx.$queryRaw<{ 'QUERY PLAN': string }[]>(Prisma.sql`EXPLAIN ${query}`)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
  }

  const bigTables = /Seq Scan on (images|attempts|credit_holds|jobs|events|ledger_checks)/
  it.each(Object.entries(siteQueries))('of %s reads no big table whole', async (_name, query) => {
    expect(await planOf(query)).not.toMatch(bigTables)
  })
})
