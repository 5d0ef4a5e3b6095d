import { z } from 'zod'
import { audit } from '#lib/credits/audit.ts'
import { db } from '#lib/db.ts'
import { jobRules } from '#lib/jobs/ledger-rules.ts'
import { storage } from '#lib/storage/storage.ts'
import type { CountedCall, ProviderFront } from '../scripts/testing/provider-front.ts'
import { CREDITS } from './chaos-customers.ts'

const countsRow = z.tuple([
  z.object({
    images: z.number(),
    unfinished: z.number(),
    delivered: z.number(),
    failed: z.number(),
    cancelled: z.number(),
    ambiguousImages: z.number(),
    ambiguousAttempts: z.number(),
    callsBegun: z.number(),
    paid: z.number(),
    paidCredits: z.number(),
    deliveredCredits: z.number(),
    released: z.number(),
    openHolds: z.number(),
    unfinishedJobs: z.number(),
    userCredits: z.number(),
  }),
])

/** How many images have not come to an end yet. */
export function countUnfinished(): Promise<number> {
  return db.image.count({ where: { state: { notIn: ['delivered', 'failed', 'cancelled'] } } })
}

async function count() {
  const rows = await db.$queryRaw`
    SELECT
      (SELECT count(*) FROM images)::int AS images,
      (SELECT count(*) FROM images WHERE state NOT IN ('delivered', 'failed', 'cancelled'))::int AS unfinished,
      (SELECT count(*) FROM images WHERE state = 'delivered')::int AS delivered,
      (SELECT count(*) FROM images WHERE state = 'failed')::int AS failed,
      (SELECT count(*) FROM images WHERE state = 'cancelled')::int AS cancelled,
      (SELECT count(DISTINCT image_id) FROM attempts WHERE outcome = 'ambiguous')::int AS "ambiguousImages",
      (SELECT count(*) FROM attempts WHERE outcome = 'ambiguous')::int AS "ambiguousAttempts",
      (SELECT count(*) FROM attempts WHERE called_at IS NOT NULL)::int AS "callsBegun",
      (SELECT count(*) FROM ledger_transactions WHERE kind = 'settle')::int AS paid,
      (SELECT coalesce(sum(settled), 0) FROM credit_holds)::int AS "paidCredits",
      (SELECT coalesce(sum(cost_credits), 0) FROM images WHERE state = 'delivered')::int AS "deliveredCredits",
      (SELECT count(*) FROM ledger_transactions WHERE kind = 'release')::int AS released,
      (SELECT count(*) FROM credit_holds WHERE settled + released < amount)::int AS "openHolds",
      (SELECT count(*) FROM jobs WHERE finished_at IS NULL)::int AS "unfinishedJobs",
      (SELECT coalesce(sum(available), 0) FROM credit_lots)::int AS "userCredits"`
  return countsRow.parse(rows)[0]
}

const callRows = z.array(
  z.object({ prompt: z.string(), images: z.number(), ambiguous: z.number(), begun: z.number() }),
)

/** Calls that may have made a picture, beside one for each image: by the counts at the provider's door, not by our own rows. */
async function judgeCalls(calls: readonly CountedCall[], problems: string[]): Promise<number> {
  const jobs = callRows.parse(
    await db.$queryRaw`
      SELECT j.prompt, j.n AS images,
        count(DISTINCT a.image_id) FILTER (WHERE a.outcome = 'ambiguous')::int AS ambiguous,
        count(*) FILTER (WHERE a.called_at IS NOT NULL)::int AS begun
      FROM jobs j JOIN images i ON i.job_id = j.id LEFT JOIN attempts a ON a.image_id = i.id
      GROUP BY j.id`,
  )
  let extra = 0
  for (const { prompt, images, ambiguous, begun } of jobs) {
    const made = calls.filter((call) => call.prompt === prompt)
    const maybeBilled = made.filter((call) => call.outcome !== 'refused').length
    extra += Math.max(0, maybeBilled - images)
    if (maybeBilled > images + ambiguous) {
      problems.push(
        `${prompt}: ${maybeBilled} calls for ${images} images of which ${ambiguous} were ambiguous`,
      )
    }
    if (made.length > begun)
      problems.push(`${prompt}: ${made.length} calls, but ${begun} attempts say they called`)
  }
  return extra
}

/** Most calls of one model that began within a minute. */
function peakPerMinute(calls: readonly CountedCall[]): number {
  const starts = calls.map((call) => call.startedMs).sort((a, b) => a - b)
  let first = 0
  let peak = 0
  for (const [last, startedMs] of starts.entries()) {
    while ((starts[first] ?? startedMs) <= startedMs - 60_000) first += 1
    peak = Math.max(peak, last - first + 1)
  }
  return peak
}

/** Most calls of one model that ran at once. */
function peakAtOnce(calls: readonly CountedCall[]): number {
  const changes = calls
    .flatMap(({ startedMs, endedMs }) => [[startedMs, 1] as const, [endedMs ?? Date.now(), -1] as const])
    .sort(([a, up], [b, alsoUp]) => a - b || up - alsoUp)
  let running = 0
  let peak = 0
  for (const [, change] of changes) {
    running += change
    peak = Math.max(peak, running)
  }
  return peak
}

/** Looks at everything that must be true when the storm is over. @returns the counts, and what is not sound in plain words */
export async function judge(front: ProviderFront, users: number) {
  const counts = await count()
  const problems: string[] = []
  const mustBe = (what: string, is: number, wanted: number) => {
    if (is !== wanted) problems.push(`${what}: ${is}, not ${wanted}`)
  }
  mustBe('images that have not ended', counts.unfinished, 0)
  mustBe('jobs that have not ended', counts.unfinishedJobs, 0)
  mustBe('holds that are open', counts.openHolds, 0)
  mustBe('images paid', counts.paid, counts.delivered)
  mustBe('credits paid', counts.paidCredits, counts.deliveredCredits)
  mustBe('images released', counts.released, counts.failed + counts.cancelled)
  mustBe('credits left with all users', counts.userCredits, users * CREDITS - counts.deliveredCredits)
  for (const { rule, subject, detail } of await audit(jobRules))
    problems.push(`${rule}: ${subject}: ${detail}`)

  const extraCalls = await judgeCalls(front.calls, problems)
  const delivered = await db.image.findMany({
    where: { state: 'delivered' },
    select: { id: true, storageKey: true, bytes: true },
  })
  for (const { id, storageKey, bytes } of delivered) {
    const original = storageKey ? await storage.get(storageKey) : null
    if (original?.byteLength !== bytes) problems.push(`image ${id} is delivered and its bytes are not there`)
  }
  const reasons = await db.image.groupBy({
    by: ['errorCode'],
    where: { state: 'failed' },
    _count: true,
  })
  const failedBy = Object.fromEntries(reasons.map(({ errorCode, _count }) => [errorCode ?? '', _count]))
  const models = Object.entries(Object.groupBy(front.calls, (call) => call.model)).map(
    ([model, calls = []]) => [model, { atOnce: peakAtOnce(calls), perMinute: peakPerMinute(calls) }],
  )
  const provider = {
    calls: front.calls.length,
    refused: front.calls.filter((call) => call.outcome === 'refused').length,
    cut: front.calls.filter((call) => call.outcome === 'cut').length,
    most: Object.fromEntries(models),
  }
  return { counts: { ...counts, extraCalls, failedBy }, provider, problems }
}
