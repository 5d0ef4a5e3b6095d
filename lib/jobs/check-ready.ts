import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'

export interface Check {
  ok: boolean
  /** What is wrong, without addresses or secrets. */
  problem?: string
}

/** A worker says every five seconds that its loops turn. */
const WORKER_SILENT_MS = 20_000
/** What takes longer is as bad as what fails, and must not keep the answer from coming. */
const PATIENCE_MS = 5_000

async function check(name: string, look: () => Promise<string | null>, patienceMs: number): Promise<Check> {
  const { promise: impatience, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('did not answer in time')), patienceMs)
  try {
    const problem = await Promise.race([look(), impatience])
    return problem ? { ok: false, problem } : { ok: true }
  } catch (err) {
    log.error({ err, check: name }, 'not ready')
    return { ok: false, problem: `${name} is not reachable` }
  } finally {
    clearTimeout(timer)
  }
}

/** Workers that were heard from lately. */
export function countLiveWorkers(now: Date): Promise<number> {
  return db.worker.count({ where: { heardAt: { gt: new Date(now.getTime() - WORKER_SILENT_MS) } } })
}

export type Checks = Record<'database' | 'storage' | 'provider' | 'worker', Check>

/** Looks at everything a picture needs on its way: database, storage, provider, a worker whose loops turned lately. */
export async function checkReady(now: Date, patienceMs = PATIENCE_MS): Promise<Checks> {
  const look = (name: string, ask: () => Promise<string | null>) => check(name, ask, patienceMs)
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
      if (!state?.modelsSeenAt) return 'the provider has not answered yet'
      if (state.stoppedAt) return 'the provider refuses our account'
      return state.error ? 'the provider did not answer when it was last asked' : null
    }),
    look('worker', async () => {
      return (await countLiveWorkers(now)) === 0 ? 'no worker has been heard from lately' : null
    }),
  ])
  return { database, storage: files, provider, worker }
}
