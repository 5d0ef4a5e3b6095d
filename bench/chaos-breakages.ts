import { setTimeout as delay } from 'node:timers/promises'
import type { BreakableSite } from '../scripts/testing/breakable-site.ts'
import type { PartProcess } from '../scripts/testing/part-process.ts'
import type { Random } from './chaos-random.ts'

export interface Breaker {
  /** Breaks one thing, and mends it after a moment. Answers what it did. */
  breakOne(name?: BreakageName): Promise<void>
  /** How often what was broken. */
  done: Partial<Record<BreakageName, number>>
}

export type BreakageName =
  | 'workerKilled'
  | 'workerTerminated'
  | 'workerAsleep'
  | 'sandboxKilled'
  | 'databaseKilled'
  | 'webKilled'
  | 'accountEmpty'
  | 'tooManyCalls'
  | 'tooFast'
  | 'slowProvider'
  | 'everythingKilled'

interface Parts {
  site: BreakableSite
  random: Random
  web: PartProcess | null
}

/** Longer than a lease (15 s) and the look for lost ones. */
const ASLEEP_MS = 19_000

/** All the ways in which the site is broken. Killed workers and websites are started again by whoever watches them. */
export function createBreaker({ site, random, web }: Parts): Breaker {
  const awake = (worker: PartProcess) => worker.isRunning() && !asleep.has(worker)
  const asleep = new Set<PartProcess>()
  const kill = (part: PartProcess | null | undefined) => part?.signal('SIGKILL')
  const someWorker = () => {
    const up = site.workers.filter(awake)
    return up.length > 0 ? random.pick(up) : null
  }

  async function provider(settings: Record<string, unknown>, backTo: Record<string, unknown>, ms: number) {
    // Killed meanwhile it has forgotten them by itself, and one that is just starting misses a bad moment.
    await site.sandbox.set(settings).catch(() => {})
    await delay(ms)
    await site.sandbox.set(backTo).catch(() => {})
  }
  async function sandboxKilled(): Promise<void> {
    await site.sandbox.kill()
    await delay(random.whole(100, 1500))
    await site.sandbox.start()
  }
  async function databaseKilled(): Promise<void> {
    await site.database.kill()
    await delay(random.whole(100, 1500))
    await site.database.start()
  }

  const breakages: Record<BreakageName, () => Promise<void>> = {
    workerKilled: async () => void kill(someWorker()),
    workerTerminated: async () => void someWorker()?.signal('SIGTERM'),
    async workerAsleep() {
      const worker = someWorker()
      if (!worker || asleep.size > 0) return
      asleep.add(worker)
      worker.signal('SIGSTOP')
      await delay(ASLEEP_MS)
      worker.signal('SIGCONT')
      asleep.delete(worker)
    },
    sandboxKilled,
    databaseKilled,
    webKilled: async () => void kill(web),
    accountEmpty: () => provider({ accountEmpty: true }, { accountEmpty: false }, random.whole(1000, 3000)),
    tooManyCalls: () => provider({ concurrency: 2 }, { concurrency: null }, random.whole(2000, 5000)),
    // Declared in headers, and kept by the site when they are gone: not so low that all that follows is waiting.
    tooFast: () => provider({ ratePerMinute: 240 }, { ratePerMinute: null }, random.whole(1000, 3000)),
    slowProvider: () => provider({ delayMs: [500, 3000] }, { delayMs: 0 }, random.whole(2000, 5000)),
    async everythingKilled() {
      for (const worker of site.workers.filter(awake)) kill(worker)
      kill(web)
      await Promise.all([sandboxKilled(), databaseKilled()])
    },
  }
  // What is down already is left alone: one thing is never broken by two hands.
  const canBreak: Partial<Record<BreakageName, () => boolean>> = {
    sandboxKilled: () => site.sandbox.isRunning(),
    databaseKilled: () => site.database.isRunning(),
    everythingKilled: () => site.sandbox.isRunning() && site.database.isRunning(),
    accountEmpty: () => site.sandbox.isRunning(),
    tooManyCalls: () => site.sandbox.isRunning(),
    tooFast: () => site.sandbox.isRunning(),
    slowProvider: () => site.sandbox.isRunning(),
    webKilled: () => web !== null,
  }
  const often: readonly BreakageName[] = ['workerKilled', 'workerKilled', 'sandboxKilled', 'databaseKilled']
  const all: readonly BreakageName[] = [
    ...often,
    'workerTerminated',
    'workerAsleep',
    'webKilled',
    'accountEmpty',
    'tooManyCalls',
    'tooFast',
    'slowProvider',
    'everythingKilled',
  ]

  const done: Breaker['done'] = {}
  return {
    done,
    async breakOne(name = random.pick(all)) {
      if (canBreak[name]?.() === false) return
      done[name] = (done[name] ?? 0) + 1
      await breakages[name]()
    },
  }
}
