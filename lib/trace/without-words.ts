import type { ReadableSpan } from '@opentelemetry/sdk-trace'

/** Addresses as they were asked for: their queries hold tokens and words to search for. */
const addresses = new Set(['http.target', 'http.url', 'url.full', 'url.path', 'url.query'])

/**
 * A span without what people wrote: Next puts whole addresses and the messages of errors into its own, and a message may
 * quote anything.
 */
export function withoutWords(span: ReadableSpan): ReadableSpan {
  const attributes = Object.fromEntries(
    Object.entries(span.attributes).map(([name, value]) => [
      name,
      addresses.has(name) && typeof value === 'string' ? value.replace(/\?.*$/s, '') : value,
    ]),
  )
  return {
    name: span.name.replace(/\?\S*/, ''),
    kind: span.kind,
    spanContext: () => span.spanContext(),
    parentSpanContext: span.parentSpanContext,
    startTime: span.startTime,
    endTime: span.endTime,
    status: { code: span.status.code },
    attributes,
    links: span.links,
    events: [],
    duration: span.duration,
    ended: span.ended,
    resource: span.resource,
    instrumentationScope: span.instrumentationScope,
    droppedAttributesCount: span.droppedAttributesCount,
    droppedEventsCount: span.droppedEventsCount,
    droppedLinksCount: span.droppedLinksCount,
  }
}
