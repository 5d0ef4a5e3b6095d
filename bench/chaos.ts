import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { isBuilt } from '../scripts/launcher/build-if-stale.ts'
import { type BreakableSite, startBreakableSite } from '../scripts/testing/breakable-site.ts'
import type { PartProcess } from '../scripts/testing/part-process.ts'
import { untilHolds } from '../scripts/testing/until-holds.ts'
import { type BreakageName, createBreaker } from './chaos-breakages.ts'
import type { ChaosOptions } from './chaos-forms.ts'
import { makeOrders, type Order } from './chaos-orders.ts'
import { createRandom, type Random } from './chaos-random.ts'

/** Patience with a site that is not sound; what is sound needs less than the aim. */
const GIVE_UP_MS = 180_000
const AIM_MS = 30_000
const OPERATOR_MS = 3000

/** Started again a moment after it ended, as a supervisor does it. */
function startAgain(random: Random): (part: PartProcess) => void {
  return (part) => setTimeout(() => part.start(), random.whole(100, 1000)).unref()
}

async function run(site: BreakableSite, random: Random, options: ChaosOptions) {
  // Imported late: they read the environment, which the site has completed.
  const { db } = await import('#lib/db.ts')
  const { senderBoss } = await import('#lib/queue/boss.ts')
  const { probeNow } = await import('#lib/queue/provider-stop.ts')
  const { carryOut, makeCustomers } = await import('./chaos-customers.ts')
  const { countUnfinished, judge } = await import('./chaos-verdict.ts')

  const web = options.web && isBuilt() ? await site.startWeb(startAgain(random)) : null
  for (let index = 0; index < options.workers; index++) site.startWorker({}, startAgain(random))
  await untilHolds(
    'the provider has said what it serves',
    async () =>
      (await db.providerState.findUnique({ where: { provider: 'sandbox' } }))?.modelsSeenAt instanceof Date,
    { timeoutMs: 30_000 },
  )
  const customers = await makeCustomers(options.users, web?.url ?? null)

  const orders = makeOrders(random, options)
  async function place(order: Order, index: number): Promise<void> {
    await delay((options.ordersMs * index) / orders.length)
    const customer = customers[order.user]
    if (customer) await carryOut(order, customer, web?.url ?? null)
  }
  let ordered = false
  const placed = Promise.all(orders.map(place)).then(() => {
    ordered = true
  })
  // Looked at when it is waited for; until then its failure is nobody's.
  placed.catch(() => {})

  // An operator who has paid the bill lets the next call find out; that one may die on its way, so it is asked for again.
  const operator = setInterval(() => probeNow(db, 'sandbox', new Date()).catch(() => {}), OPERATOR_MS)
  const breaker = createBreaker({ site, random, web: web?.part ?? null })
  const mishaps: unknown[] = []
  const breakages: Promise<void>[] = []
  const breakOne = (name?: BreakageName) => {
    breakages.push(breaker.breakOne(name).catch((error: unknown) => void mishaps.push(error)))
  }
  const startedMs = performance.now()
  const isCalm = async () =>
    performance.now() - startedMs > options.stormMsMax ||
    (ordered && (await countUnfinished().catch(() => options.images)) <= options.calmWhenLeft)

  for (const name of options.first) {
    const before = site.front.calls.length
    const again = () => site.front.calls.slice(before).some((call) => call.outcome === 'running')
    await untilHolds(`a call is running before ${name}`, again, { timeoutMs: 30_000, everyMs: 5 }).catch(
      () => {},
    )
    breakOne(name)
    await delay(random.whole(...options.pauseMs))
  }
  while (!(await isCalm())) {
    breakOne()
    await delay(random.whole(...options.pauseMs))
  }
  await Promise.all(breakages)
  if (mishaps.length > 0) throw new AggregateError(mishaps, 'what was broken could not be mended')
  await placed
  const stormMs = performance.now() - startedMs

  // Everything is up again, and the provider has a good day.
  site.front.endFaults()
  await site.sandbox.set({ delayMs: 0, concurrency: null, ratePerMinute: null, accountEmpty: false })
  for (const worker of site.workers) worker.start()
  const calmFromMs = performance.now()
  const left = await countUnfinished()
  let recovered = true
  await untilHolds('every image has ended', async () => (await countUnfinished()) === 0, {
    timeoutMs: GIVE_UP_MS,
  }).catch(() => {
    recovered = false
  })
  const recoveryMs = performance.now() - calmFromMs
  clearInterval(operator)

  const { counts, provider, problems } = await judge(site.front, options.users)
  if (!recovered) problems.push(`images had not ended after ${GIVE_UP_MS} ms`)
  else if (recoveryMs > AIM_MS) problems.push(`it took ${Math.round(recoveryMs)} ms, not ${AIM_MS}`)
  await db.$disconnect()
  await (await senderBoss()).stop({ graceful: false })
  return {
    storm: { seconds: Math.round(stormMs / 1000), withWebsite: web !== null, broken: breaker.done },
    recovery: { imagesLeft: left, seconds: Math.round(recoveryMs / 100) / 10, aim: AIM_MS / 1000 },
    ...counts,
    provider,
    problems,
  }
}

/**
 * Kills, stops and starts every part of a working site at random while users order and cancel, and then looks whether all came
 * to its right end. What is drawn repeats with the seed; what it meets depends on the machine.
 * @returns counts, and `problems`: empty when the site was sound. The site's folder, with its logs, is kept if it was not.
 */
export async function chaos(options: ChaosOptions, seed = randomInt(2 ** 31)) {
  const site = await startBreakableSite()
  let sound = false
  try {
    const figures = await run(site, createRandom(seed), options)
    sound = figures.problems.length === 0
    return { seed, ...figures, ...(sound ? {} : { kept: site.folder }) }
  } finally {
    await site.stop({ keepFolder: !sound })
  }
}
