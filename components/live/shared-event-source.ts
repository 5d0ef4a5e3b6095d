import { createSeenSeq } from './seen-seq.ts'

export interface LiveEvent {
  type: 'image' | 'job' | 'wallet' | 'reset'
  jobId?: string
  seq?: string
}

/** What tabs say to each other: events, `hello` of one that has come, and how far the leader is. */
type TabMessage = LiveEvent | { type: 'hello' } | { type: 'seen'; upTo: string }

const RETRY_FIRST_MS = 2_000
const RETRY_MAX_MS = 30_000

function parseEvent(type: LiveEvent['type'], message: MessageEvent<string>): LiveEvent {
  const event: LiveEvent = { type, seq: message.lastEventId }
  try {
    const data: unknown = JSON.parse(message.data)
    const jobId = typeof data === 'object' && data !== null && 'jobId' in data ? data.jobId : undefined
    return typeof jobId === 'string' ? { ...event, jobId } : event
  } catch {
    return event
  }
}

/**
 * The server's events for this user, heard by every tab over ONE connection a browser (HTTP/1.1 allows six in all).
 * The tab that holds the lock listens and tells the others; when it closes, the next in line takes over and asks for what
 * came after the last event it heard of, so nothing falls between. What the leader heard between the making of a page and
 * its first listening is told to nobody again: a tab that is behind its leader hears `reset`.
 * @param afterSeq the last event that is in the page already
 * @returns a function that stops listening
 */
export function listenToEvents(
  userId: string,
  afterSeq: string,
  hear: (event: LiveEvent) => void,
): () => void {
  const name = `huafang-events-${userId}`
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null
  const stopped = new AbortController()
  let source: EventSource | null = null
  let retry: ReturnType<typeof setTimeout> | undefined
  let retryMs = RETRY_FIRST_MS
  let leading = false
  const seen = createSeenSeq(afterSeq)

  function take(event: LiveEvent): void {
    if (event.seq) seen.heard(event.seq)
    hear(event)
  }

  function tell(message: TabMessage): void {
    channel?.postMessage(message)
  }

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (data.type === 'hello') {
        if (leading) tell({ type: 'seen', upTo: seen.last })
      } else if (data.type === 'seen') {
        // A leader is told of everything after its own page by the server.
        if (!leading && seen.missed(data.upTo)) hear({ type: 'reset' })
      } else take(data)
    }
  }

  function open(): void {
    source = new EventSource(`/api/events?after=${seen.last}`)
    source.onopen = () => {
      retryMs = RETRY_FIRST_MS
    }
    for (const type of ['image', 'job', 'wallet', 'reset'] as const) {
      source.addEventListener(type, (message) => {
        const event = parseEvent(type, message)
        take(event)
        tell(event)
      })
    }
    source.onerror = () => {
      // While it is CONNECTING the browser comes back by itself, with Last-Event-ID; CLOSED means an error answer.
      if (source?.readyState !== EventSource.CLOSED || stopped.signal.aborted) return
      retry = setTimeout(open, retryMs)
      retryMs = Math.min(retryMs * 2, RETRY_MAX_MS)
    }
  }

  function lead(): Promise<void> {
    leading = true
    // For those whose hello found no leader: what is in this page already will not be told again.
    tell({ type: 'seen', upTo: seen.last })
    open()
    return new Promise((resolve) => stopped.signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  if (navigator.locks && channel) {
    tell({ type: 'hello' })
    // Aborting a request that still waits rejects it: that is how a tab leaves the line.
    navigator.locks.request(name, { signal: stopped.signal }, lead).catch(() => undefined)
  } else {
    void lead()
  }

  return () => {
    stopped.abort()
    clearTimeout(retry)
    source?.close()
    channel?.close()
  }
}
