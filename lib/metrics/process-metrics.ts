import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** What this process counts of its own work; the site's state is read from the database by site-metrics.ts. */
interface ProcessMetrics {
  registry: Registry
  claims: Counter<'provider'>
  calls: Histogram<'provider' | 'model' | 'outcome'>
  ownTime: Histogram
  streamLag: Histogram
  requests: Histogram<'method' | 'route' | 'status'>
  /** Routes seen so far: the labels of `requests` must not grow with what callers think of. */
  routes: Set<string>
}

function createMetrics(): ProcessMetrics {
  const registry = new Registry()
  const registers = [registry]
  return {
    registry,
    claims: new Counter({
      name: 'huafang_claims_total',
      help: 'Images this process took from the queue',
      labelNames: ['provider'],
      registers,
    }),
    calls: new Histogram({
      name: 'huafang_call_seconds',
      help: 'Calls to a provider, by how they ended',
      labelNames: ['provider', 'model', 'outcome'],
      buckets: [0.1, 0.5, 1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640],
      registers,
    }),
    ownTime: new Histogram({
      name: 'huafang_own_time_seconds',
      help: 'Time of a delivered image from its claim to its end, without the call',
      buckets: [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    streamLag: new Histogram({
      name: 'huafang_event_lag_seconds',
      help: 'From the beginning of the transaction that wrote an event to its sending on an open stream',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 20, 60],
      registers,
    }),
    requests: new Histogram({
      name: 'huafang_http_request_seconds',
      help: 'Requests until the answer began, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.025, 0.1, 0.25, 1, 5],
      registers,
    }),
    routes: new Set(),
  }
}

/** Next loads a module once for each of its bundles, so the one registry of the process lives on `globalThis`. */
export function processMetrics(): ProcessMetrics {
  const holder = globalThis as { huafangMetrics?: ProcessMetrics }
  holder.huafangMetrics ??= createMetrics()
  return holder.huafangMetrics
}

/** This process's metrics in the text format of Prometheus, memory, garbage collection and event loop included. */
export async function processMetricsText(): Promise<string> {
  const { registry } = processMetrics()
  // Measured only where somebody asks.
  if (!registry.getSingleMetric('process_cpu_user_seconds_total'))
    collectDefaultMetrics({ register: registry })
  return registry.metrics()
}
