import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type BreakableSite, startBreakableSite } from '../scripts/testing/breakable-site.ts'
import type { PartProcess } from '../scripts/testing/part-process.ts'
import { makePhaseGates, type PhaseGates } from '../scripts/testing/phase-gates.ts'
import { untilHolds } from '../scripts/testing/until-holds.ts'

// Whole processes are killed in each phase of an image. What must be true after each: within 30 s every image is in its
// right end, paid once if delivered, called at most once more, and the book is sound.

const CREDITS = 1000
const RECOVERY_MS = 30_000

/** The environment is complete only when the site runs. */
async function loadSite() {
  const { db } = await import('#lib/db.ts')
  const { audit } = await import('#lib/credits/audit.ts')
  const fixtures = await import('#lib/jobs/job-fixtures.ts')
  const { senderBoss } = await import('#lib/queue/boss.ts')
  const { enqueue } = await import('#lib/queue/enqueue.ts')
  const { imageQueue } = await import('#lib/queue/queues.ts')
  const { jobRules } = await import('#lib/jobs/ledger-rules.ts')
  return { db, audit, jobRules, enqueue, imageQueue, senderBoss, ...fixtures }
}

let site: BreakableSite
let code: Awaited<ReturnType<typeof loadSite>>
let gates: PhaseGates

interface Order {
  userId: string
  jobId: string
  imageId: string
  quoteCredits: number
  prompt: string
}

/** One image of a user of its own, so that no lock of one is in another's way. */
async function order(options: { model?: string; prompt?: string } = {}): Promise<Order> {
  const userId = await code.newUser(CREDITS)
  const prompt = `${options.prompt ?? ''} ${userId}`
  const job = await code.newJob(userId, { model: options.model, prompt, params: { partialImages: 0 } })
  const imageId = job.images[0]?.id
  if (!imageId) throw new Error('a job has images')
  return { userId, jobId: job.id, imageId, quoteCredits: job.quoteCredits, prompt }
}

async function stateOf({ imageId }: Order): Promise<string> {
  return (await code.db.image.findUniqueOrThrow({ where: { id: imageId }, select: { state: true } })).state
}

function untilState(image: Order, ...states: string[]): Promise<void> {
  return untilHolds(
    `the image of ${image.prompt} is ${states}`,
    async () => states.includes(await stateOf(image)),
    { timeoutMs: RECOVERY_MS },
  )
}

/** Everything of an image that a late writer could change, beside its preview. */
async function rowsOf({ imageId, jobId, userId }: Order): Promise<object> {
  return {
    image: await code.db.image.findUniqueOrThrow({
      where: { id: imageId },
      omit: { previewKey: true, placeholder: true },
    }),
    job: await code.db.job.findUniqueOrThrow({ where: { id: jobId } }),
    attempts: await code.db.attempt.findMany({ where: { imageId }, orderBy: { fence: 'asc' } }),
    credits: await code.creditsOf(userId),
    booked: await code.db.ledgerTransaction.count({ where: { userId } }),
  }
}

async function outcomesOf({ imageId }: Order): Promise<string[]> {
  const attempts = await code.db.attempt.findMany({ where: { imageId }, orderBy: { fence: 'asc' } })
  return attempts.map(({ outcome }) => outcome)
}

function callsOf({ prompt }: Order): number {
  return site.front.calls.filter((call) => call.prompt === prompt).length
}

function isAtProvider({ prompt }: Order): boolean {
  return site.front.calls.some((call) => call.prompt === prompt && call.outcome === 'running')
}

async function expectPaidOnce(image: Order): Promise<void> {
  expect(await stateOf(image), image.prompt).toBe('delivered')
  expect(await code.creditsOf(image.userId)).toEqual({ available: CREDITS - image.quoteCredits, held: 0 })
  expect(await code.db.ledgerTransaction.count({ where: { key: `settle:${image.imageId}` } })).toBe(1)
}

async function killed(worker: PartProcess): Promise<void> {
  worker.signal('SIGKILL')
  await worker.ended()
}

async function terminated(worker: PartProcess): Promise<void> {
  worker.signal('SIGTERM')
  expect(await worker.ended()).toEqual({ code: 0, signal: null })
}

beforeAll(async () => {
  site = await startBreakableSite()
  code = await loadSite()
  gates = await makePhaseGates(process.env.DATABASE_URL ?? '')
  // Until a worker has asked, nobody knows that the provider still serves the retired models.
  const worker = site.startWorker()
  await untilHolds('the provider was asked', async () => (await code.db.providerModel.count()) > 0, {
    timeoutMs: 30_000,
  })
  await terminated(worker)
})

afterEach(async () => {
  await gates.open().catch(() => {})
  await Promise.all(site.workers.map((worker) => worker.end()))
  expect(await code.audit(code.jobRules)).toEqual([])
})

afterAll(async () => {
  await gates?.close()
  await code?.db.$disconnect()
  await (await code?.senderBoss())?.stop({ graceful: false })
  await site?.stop()
})

describe('a worker that is killed', () => {
  it('in any phase of an image leaves nothing that the next one does not bring to its right end', async () => {
    // A model each: calls of one model share the row of its limits, and one who waits at a gate may hold that.
    const preparing = await order({ model: 'gpt-image-2', prompt: 'preparing' })
    const calling = await order({ model: 'gpt-image-1-mini', prompt: 'calling [[delay:5m:once]]' })
    const storing = await order({ model: 'gpt-image-1.5', prompt: 'storing' })
    const settling = await order({ model: 'gpt-image-2.5-flare', prompt: 'settling' })
    const ended = await order({ model: 'dall-e-2', prompt: 'ended' })
    const attempts = path.join(site.folder, 'data/files/attempts')

    await gates.shut(preparing.imageId, 'calling')
    // Where a folder must be made there is a file: the picture is in memory only.
    mkdirSync(attempts, { recursive: true })
    writeFileSync(path.join(attempts, storing.imageId), '')
    await gates.shut(settling.imageId, 'delivered')
    await gates.shut(ended.imageId, 'completed')

    const first = site.startWorker()
    await untilHolds(
      'each image is in its phase',
      async () =>
        (await gates.isWaitingAt(preparing.imageId, 'calling')) &&
        isAtProvider(calling) &&
        (await stateOf(storing)) === 'storing' &&
        (await gates.isWaitingAt(settling.imageId, 'delivered')) &&
        (await gates.isWaitingAt(ended.imageId, 'completed')),
      { timeoutMs: 20_000 },
    )
    expect(await stateOf(preparing)).toBe('preparing')
    expect(await stateOf(calling)).toBe('calling')
    await killed(first)
    rmSync(path.join(attempts, storing.imageId))
    await gates.open()

    site.startWorker()
    const all = [preparing, calling, storing, settling, ended]
    await untilHolds(
      'all are delivered',
      async () => (await Promise.all(all.map(stateOf))).every((state) => state === 'delivered'),
      { timeoutMs: RECOVERY_MS },
    )
    for (const image of all) await expectPaidOnce(image)

    expect(await outcomesOf(preparing)).toEqual(['abandoned', 'delivered'])
    expect(callsOf(preparing)).toBe(1)
    expect(await outcomesOf(calling)).toEqual(['ambiguous', 'delivered'])
    expect(callsOf(calling)).toBe(2)
    expect(await outcomesOf(storing)).toEqual(['ambiguous', 'delivered'])
    expect(callsOf(storing)).toBe(2)
    // Its bytes were durable before any row said so: nothing is called again.
    expect(await outcomesOf(settling)).toEqual(['delivered', 'abandoned'])
    expect(callsOf(settling)).toBe(1)
    expect(await outcomesOf(ended)).toEqual(['delivered'])
    expect(callsOf(ended)).toBe(1)
  })
})

describe('a worker that sleeps past its lease', () => {
  it('changes nothing when it comes back, wherever it slept', async () => {
    const calling = await order({ model: 'gpt-image-2', prompt: 'calling [[delay:3s:once]]' })
    const settling = await order({ model: 'gpt-image-1-mini', prompt: 'settling' })
    await gates.shut(settling.imageId, 'delivered')
    const late = site.startWorker()
    await untilHolds(
      'both are in their phase',
      async () => isAtProvider(calling) && (await gates.isWaitingAt(settling.imageId, 'delivered')),
      { timeoutMs: 20_000 },
    )
    late.signal('SIGSTOP')
    // Its transaction stays open in the middle, with the user's wallet locked.
    await gates.open()

    site.startWorker()
    await Promise.all([untilState(calling, 'delivered'), untilState(settling, 'delivered')])
    const before = await Promise.all([rowsOf(calling), rowsOf(settling)])

    late.signal('SIGCONT')
    late.signal('SIGTERM')
    await late.ended()
    expect(await Promise.all([rowsOf(calling), rowsOf(settling)])).toEqual(before)
    await expectPaidOnce(calling)
    await expectPaidOnce(settling)
    expect(callsOf(calling)).toBe(2)
    expect(callsOf(settling)).toBe(1)
  })
})

describe('a worker that is told to stop', () => {
  it('brings its call home, takes nothing new, and costs the rest no attempt', async () => {
    const worker = site.startWorker({ WORKER_CONCURRENCY: '1' })
    const running = await order({ prompt: 'running [[delay:2s]]' })
    await untilHolds('the call has left', () => isAtProvider(running), { timeoutMs: 20_000 })
    const waiting = await order({ prompt: 'waiting' })
    await terminated(worker)
    await expectPaidOnce(running)
    expect(await stateOf(waiting)).toBe('queued')
    expect(callsOf(waiting)).toBe(0)

    site.startWorker()
    await untilState(waiting, 'delivered')
    expect(await outcomesOf(waiting)).toEqual(['delivered'])
    await expectPaidOnce(waiting)
  })

  it('leaves a call that takes longer than its grace to others', async () => {
    const worker = site.startWorker({ WORKER_GRACE_MS: '500' })
    const long = await order({ prompt: 'long [[delay:5m:once]]' })
    await untilHolds('the call has left', () => isAtProvider(long), { timeoutMs: 20_000 })
    const toldMs = performance.now()
    await terminated(worker)
    // Not the default of 18 s.
    expect(performance.now() - toldMs).toBeLessThan(10_000)
    expect(await stateOf(long)).toBe('calling')

    site.startWorker()
    await untilState(long, 'delivered')
    expect(await outcomesOf(long)).toEqual(['ambiguous', 'delivered'])
    await expectPaidOnce(long)
  })
})

describe('the sandbox', () => {
  it('killed during a call costs at most one more', async () => {
    await site.sandbox.set({ delayMs: 60_000 })
    const image = await order({ prompt: 'a call that is cut' })
    site.startWorker()
    await untilHolds('the call has left', () => isAtProvider(image), { timeoutMs: 20_000 })
    await site.sandbox.kill()
    await untilHolds('the worker has noticed', async () => (await outcomesOf(image)).includes('ambiguous'), {
      timeoutMs: 10_000,
    })
    await site.sandbox.start()
    await untilState(image, 'delivered')
    await expectPaidOnce(image)
    expect(callsOf(image)).toBe(2)
    const outcomes = await outcomesOf(image)
    expect(outcomes.filter((outcome) => outcome !== 'abandoned')).toEqual(['ambiguous', 'delivered'])
  })
})

describe('the database', () => {
  it('killed under a worker loses nothing that was made', async () => {
    const calling = await order({ model: 'gpt-image-2', prompt: 'calling [[delay:2s]]' })
    const settling = await order({ model: 'gpt-image-1-mini', prompt: 'settling' })
    await gates.shut(settling.imageId, 'delivered')
    // What a supervisor does: a worker that ends without its database is started again.
    site.startWorker({}, (part) => part.start())
    await untilHolds(
      'both are in their phase',
      async () => isAtProvider(calling) && (await gates.isWaitingAt(settling.imageId, 'delivered')),
      { timeoutMs: 20_000 },
    )
    await site.database.kill()
    // The answer comes while there is no database to tell it to.
    await untilHolds('the picture has come', () => !isAtProvider(calling), { timeoutMs: 10_000 })
    await site.database.start()
    gates = await makePhaseGates(process.env.DATABASE_URL ?? '')

    await Promise.all([untilState(calling, 'delivered'), untilState(settling, 'delivered')])
    for (const image of [calling, settling]) {
      await expectPaidOnce(image)
      expect(callsOf(image)).toBe(1)
    }
  })
})

describe('a worker that starts while the database is away', () => {
  it('waits for it, ends at once when it is told to, and else goes to work when it is back', async () => {
    const image = await order({ prompt: 'waits for the database' })
    await gates.close()
    await site.database.kill()
    const [waiting, told] = [site.startWorker(), site.startWorker()]
    const tries = ({ name }: PartProcess) =>
      readFileSync(path.join(site.folder, 'logs', `${name}.log`), 'utf8').split('cannot start yet').length - 1
    await untilHolds('both have tried twice', () => tries(waiting) > 1 && tries(told) > 1, {
      timeoutMs: 30_000,
    })
    await terminated(told)
    expect(waiting.isRunning()).toBe(true)

    await site.database.start()
    gates = await makePhaseGates(process.env.DATABASE_URL ?? '')
    await untilState(image, 'delivered')
    await expectPaidOnce(image)
    expect(callsOf(image)).toBe(1)
  })
})

describe('what an earlier version or a crash left in the queue', () => {
  it('is put right: garbage is dropped, and an image without an entry gets one', async () => {
    const lost = await order({ prompt: 'lost its entry' })
    const old = await order({ prompt: 'has an entry of an old format' })
    await code.db
      .$executeRaw`DELETE FROM pgboss.job WHERE data ->> 'imageId' IN (${lost.imageId}, ${old.imageId})`
    await code.enqueue(code.db, code.imageQueue('sandbox'), [
      { data: {} },
      { data: { imageId: 'no id' } },
      { data: { imageId: '00000000-0000-4000-8000-000000000000' } },
      { data: { image: old.imageId } },
      { data: ['an', 'array'] },
    ])
    site.startWorker()
    const fresh = await order({ prompt: 'behind them' })
    await Promise.all([lost, old, fresh].map((image) => untilState(image, 'delivered')))
    for (const image of [lost, old, fresh]) {
      await expectPaidOnce(image)
      expect(await outcomesOf(image)).toEqual(['delivered'])
    }
    await untilHolds(
      'nothing stands in the queue any more',
      async () => {
        const [row] = await code.db.$queryRaw<{ left: number }[]>`
          SELECT count(*)::int AS left FROM pgboss.job WHERE name LIKE 'images.%' AND state < 'completed'`
        return row?.left === 0
      },
      { timeoutMs: RECOVERY_MS },
    )
  })
})
