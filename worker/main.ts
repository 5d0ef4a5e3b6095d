import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { env } from '#lib/env.ts'
import { log, logAlways } from '#lib/log.ts'
import { currentProvider } from '#lib/providers/current-provider.ts'
import { countCalls } from './count-calls.ts'
import { keepTrying } from './keep-trying.ts'
import { type MetricsServer, serveMetrics } from './serve-metrics.ts'
import { type RunningWorker, startWorker } from './start-worker.ts'
import { watchEventLoop } from './watch-event-loop.ts'
import { watchProgress } from './watch-progress.ts'

const workerId = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`
logAlways({ workerId })
const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT
const tracing = endpoint
  ? (await import('#lib/trace/start-tracing.ts')).startTracing({ service: 'huafang-worker', endpoint })
  : null
const { provider, inHand } = countCalls(currentProvider())

// A worker that stands still is worth less than one that starts anew: whoever keeps it running does that.
watchEventLoop()
const watch = watchProgress({
  calls: { inHand, timeoutMs: env.PROVIDER_TIMEOUT_MS },
  onStall: (loop) => {
    log.fatal({ loop, callsInHand: inHand() }, 'made no progress for a minute: ended, to be started again')
    process.exit(1)
  },
})
let worker: RunningWorker | undefined
let metrics: MetricsServer | undefined

async function stop(): Promise<void> {
  watch.stop()
  // A call that takes longer is taken over by others when its lease is over.
  await worker?.stop(env.WORKER_GRACE_MS)
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

worker = await keepTrying(() => startWorker({ workerId, slots: env.WORKER_CONCURRENCY, provider, watch }), {
  onTry: () => watch.progress('start'),
})
watch.ended('start')
if (env.WORKER_METRICS_PORT) {
  metrics = await serveMetrics({ port: env.WORKER_METRICS_PORT, turning: watch.turning })
}
log.info({ provider: env.provider, metricsPort: metrics?.port }, 'worker started')
