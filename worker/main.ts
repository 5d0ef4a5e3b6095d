import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { env } from '#lib/env.ts'
import { log, logAlways } from '#lib/log.ts'
import { serveMetrics } from './serve-metrics.ts'
import { startWorker } from './start-worker.ts'
import { watchEventLoop } from './watch-event-loop.ts'
import { watchProgress } from './watch-progress.ts'

/** Less than the launcher waits. A call that takes longer is found by its lease at the next start. */
const GRACE_MS = 18_000

const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
logAlways({ workerId })
const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT
const tracing = endpoint
  ? (await import('#lib/trace/start-tracing.ts')).startTracing({ service: 'huafang-worker', endpoint })
  : null

// A worker that stands still is worth less than one that starts anew: whoever keeps it running does that.
watchEventLoop()
const watch = watchProgress({
  onStall: (loop) => {
    log.fatal({ loop }, 'made no progress for a minute: ended, to be started again')
    process.exit(1)
  },
})
watch.progress('start')
const worker = await startWorker({ workerId, slots: env.WORKER_CONCURRENCY, watch })
watch.ended('start')
const metrics = env.WORKER_METRICS_PORT
  ? await serveMetrics({ port: env.WORKER_METRICS_PORT, turning: watch.turning })
  : null
log.info({ provider: env.provider, metricsPort: metrics?.port }, 'worker started')

async function stop(): Promise<void> {
  watch.stop()
  await worker.stop(GRACE_MS)
  await Promise.all([metrics?.close(), tracing?.stop()])
}

let stopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    // A second signal means now.
    if (stopping) process.exit(1)
    stopping = true
    stop().then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'worker could not stop in order')
        process.exit(1)
      },
    )
  })
}
