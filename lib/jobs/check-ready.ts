import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'

export interface Check {
  ok: boolean
  /** What is wrong, without addresses or secrets. */
  problem?: string
  /** What is wrong and no reason to take this process out of service. */
  note?: string
}

/** What a look found; null when all is well. */
type Found = Pick<Check, 'problem' | 'note'> | null

/** A worker says every five seconds that its loops turn. */
const WORKER_SILENT_SECONDS = 20
/** What takes longer is as bad as what fails, and must not keep the answer from coming. */
const PATIENCE_MS = 5_000

async function check(name: string, look: () => Promise<Found>, patienceMs: number): Promise<Check> {
  const { promise: impatience, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('did not answer in time')), patienceMs)
  try {
    const found = await Promise.race([look(), impatience])
    return { ok: found?.problem === undefined, ...found }
  } catch (err) {
    log.error({ err, check: name }, 'not ready')
    return { ok: false, problem: `${name} is not reachable` }
  } finally {
    clearTimeout(timer)
  }
}

const alive = z.tuple([z.object({ workers: z.number() })])

/** Workers that were heard from lately, by the database's clock, which they say it by. */
export async function countLiveWorkers(): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::integer AS workers FROM workers
    WHERE heard_at > now() - make_interval(secs => ${WORKER_SILENT_SECONDS})`
  return alive.parse(rows)[0].workers
}

export type Checks = Record<'database' | 'storage' | 'provider' | 'worker', Check>

/**
 * Looks at everything a picture needs on its way: database, storage, provider, a worker whose loops turned lately. A provider
 * that is stopped or away is a note: every web process would leave the balancer at once, so that nobody could see that their
 * pictures wait, and no new job could find out that the provider is back.
 */
export async function checkReady(patienceMs = PATIENCE_MS): Promise<Checks> {
  const look = (name: string, ask: () => Promise<Found>) => check(name, ask, patienceMs)
  const [database, files, provider, worker] = await Promise.all([
    look('database', async () => {
      await db.$queryRaw`SELECT 1`
      return null
    }),
    look('storage', async () => {
      await storage.check()
      return null
    }),
    look('provider', async () => {
      const state = await db.providerState.findUnique({ where: { provider: env.provider } })
      if (state?.stoppedAt) return { note: 'the provider refuses our account' }
      if (!state?.modelsSeenAt) return { problem: 'the provider has not answered yet' }
      return state.error ? { note: 'the provider did not answer when it was last asked' } : null
    }),
    look('worker', async () => {
      return (await countLiveWorkers()) === 0 ? { problem: 'no worker has been heard from lately' } : null
    }),
  ])
  return { database, storage: files, provider, worker }
}
