import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { startWorker } from './start-worker.ts'

/** Less than the launcher waits. A call that takes longer is found by its lease at the next start. */
const GRACE_MS = 18_000

const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
const worker = await startWorker({ workerId, slots: env.WORKER_CONCURRENCY })
log.info({ workerId, provider: env.provider }, 'worker started')

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A second signal means now.
    if (stopping) process.exit(1)
    stopping = true
    worker.stop(GRACE_MS).then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'worker could not stop in order')
        process.exit(1)
      },
    )
  })
}
