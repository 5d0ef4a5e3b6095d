import * as api from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import type { Tracing } from '#lib/trace.ts'
import { withoutWords } from './without-words.ts'

export interface RunningTracing {
  /** Sends what is left, for at most two seconds. */
  stop(): Promise<void>
}

/**
 * Sends traces to an OpenTelemetry collector (OTLP over HTTP, JSON) from now on. Load this module only where an endpoint is
 * set. Next finds the provider through OpenTelemetry's own global and adds a span for each request it handles. No propagator
 * is registered: what a browser says about its trace is not taken up.
 */
export function startTracing({ service, endpoint }: { service: string; endpoint: string }): RunningTracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: 5_000 })
  const batch = new BatchSpanProcessor({ exporter, scheduledDelayMillis: 2_000 })
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service }),
    spanProcessors: [{ ...passOn(batch), onEnd: (span) => batch.onEnd(withoutWords(span)) }],
  })
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  api.trace.setGlobalTracerProvider(provider)
  const holder = globalThis as { huafangTracing?: Tracing }
  holder.huafangTracing = { api, tracer: provider.getTracer('huafang') }

  return {
    async stop() {
      holder.huafangTracing = undefined
      api.trace.disable()
      api.context.disable()
      const patience = new Promise<void>((resolve) => setTimeout(resolve, 2_000).unref())
      await Promise.race([provider.shutdown().catch(() => undefined), patience])
    },
  }
}

function passOn(batch: BatchSpanProcessor) {
  return {
    onStart: batch.onStart.bind(batch),
    forceFlush: batch.forceFlush.bind(batch),
    shutdown: batch.shutdown.bind(batch),
  }
}
