import type * as OpenTelemetry from '@opentelemetry/api'
import type { Context, Span as OpenTelemetrySpan, SpanContext, Tracer } from '@opentelemetry/api'

/** Numbers, ids and codes; never what a user wrote. */
export type SpanAttributes = Record<string, string | number | boolean | undefined>

export interface Span {
  /** Adds what was not known at the beginning. */
  set(attributes: SpanAttributes): void
}

/** Put on `globalThis` by lib/trace/start-tracing.ts: Next loads a module once for each of its bundles. */
export interface Tracing {
  api: typeof OpenTelemetry
  tracer: Tracer
}

const holder = globalThis as { huafangTracing?: Tracing }
const silent: Span = { set() {} }

/**
 * Runs `run` as one step of a trace. Without a place to send traces to (OTEL_EXPORTER_OTLP_ENDPOINT) it only calls `run`.
 * @param options.parent a `traceparent()` of another process, whose trace this goes on
 */
export function span<T>(
  name: string,
  attributes: SpanAttributes,
  run: (span: Span) => Promise<T>,
  options: { parent?: string } = {},
): Promise<T> {
  const tracing = holder.huafangTracing
  if (!tracing) return run(silent)
  const { api, tracer } = tracing
  return tracer.startActiveSpan(name, { attributes }, contextOf(api, options.parent), async (current) => {
    try {
      return await run({ set: (more) => setAttributes(current, more) })
    } catch (error) {
      // What kind of error, and not what it says: that may quote what a user wrote.
      current.setStatus({ code: api.SpanStatusCode.ERROR })
      current.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
      throw error
    } finally {
      current.end()
    }
  })
}

/** Adds to the span that is running, whoever began it. */
export function annotate(attributes: SpanAttributes): void {
  const current = holder.huafangTracing?.api.trace.getActiveSpan()
  if (current) setAttributes(current, attributes)
}

/** The running span in the W3C's words, for another process to go on with; undefined where nothing is traced. */
export function traceparent(): string | undefined {
  const { traceId, spanId, traceFlags } =
    holder.huafangTracing?.api.trace.getActiveSpan()?.spanContext() ?? {}
  if (!traceId || !spanId) return undefined
  return `00-${traceId}-${spanId}-${(traceFlags ?? 0).toString(16).padStart(2, '0')}`
}

function setAttributes(current: OpenTelemetrySpan, attributes: SpanAttributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) current.setAttribute(name, value)
  }
}

function contextOf(api: Tracing['api'], parent: string | undefined): Context {
  const [, traceId, spanId, flags] =
    /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? '') ?? []
  if (!traceId || !spanId || !flags) return api.context.active()
  const remote: SpanContext = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true }
  return api.trace.setSpanContext(api.ROOT_CONTEXT, remote)
}
