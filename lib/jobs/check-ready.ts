import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { storage } from '#lib/storage/storage.ts'

export interface Check {
  ok: boolean
  /** What is wrong, without addresses or secrets. */
  problem?: string
}

/** A worker says every five seconds that it lives. */
const WORKER_SILENT_MS = 20_000

async function check(name: string, look: () => Promise<string | null>): Promise<Check> {
  try {
    const problem = await look()
    return problem ? { ok: false, problem } : { ok: true }
  } catch (err) {
    log.error({ err, check: name }, 'not ready')
    return { ok: false, problem: `${name} is not reachable` }
  }
}

export type Checks = Record<'database' | 'storage' | 'provider' | 'worker', Check>

/** Looks at everything a picture needs on its way: database, storage, provider, a worker heard from lately. */
export async function checkReady(now: Date): Promise<Checks> {
  const [database, files, provider, worker] = await Promise.all([
    check('database', async () => {
      await db.$queryRaw`SELECT 1`
      return null
    }),
    check('storage', async () => {
      await storage.check()
      return null
    }),
    check('provider', async () => {
      const state = await db.providerState.findUnique({ where: { provider: env.provider } })
      if (!state?.modelsSeenAt) return 'the provider has not answered yet'
      if (state.stoppedAt) return 'the provider refuses our account'
      return state.error ? 'the provider did not answer when it was last asked' : null
    }),
    check('worker', async () => {
      const heardAfter = new Date(now.getTime() - WORKER_SILENT_MS)
      const alive = await db.worker.count({ where: { heardAt: { gt: heardAfter } } })
      return alive === 0 ? 'no worker has been heard from lately' : null
    }),
  ])
  return { database, storage: files, provider, worker }
}
