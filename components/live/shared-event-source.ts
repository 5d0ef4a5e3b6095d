import { type Connection, type ConnectionTimes, connect } from './event-connection.ts'
import type { LiveEvent } from './live-event.ts'
import { createSeenSeq } from './seen-seq.ts'

/**
 * What tabs say to each other: events, `hello` of one that has come, how far the leader is, and `check` of one that somebody
 * has come back to.
 */
type TabMessage = LiveEvent | { type: 'hello' } | { type: 'seen'; upTo: string } | { type: 'check' }

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
  times?: ConnectionTimes,
): () => void {
  const name = `huafang-events-${userId}`
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(name) : null
  const stopped = new AbortController()
  let connection: Connection | null = null
  const seen = createSeenSeq(afterSeq)

  /** A stream may tell again what was asked for meanwhile. */
  function take(event: LiveEvent): boolean {
    if (event.type !== 'reset' && event.seq && !seen.isNew(event.seq)) return false
    if (event.seq) seen.heard(event.seq)
    hear(event)
    return true
  }

  function tell(message: TabMessage): void {
    channel?.postMessage(message)
  }

  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
      if (data.type === 'hello') {
        if (connection) tell({ type: 'seen', upTo: seen.last })
      } else if (data.type === 'seen') {
        // A leader is told of everything after its own page by the server.
        if (!connection && seen.missed(data.upTo)) hear({ type: 'reset' })
      } else if (data.type === 'check') connection?.check()
      else take(data)
    }
  }

  function lead(): Promise<void> {
    // For those whose hello found no leader: what is in this page already will not be told again.
    tell({ type: 'seen', upTo: seen.last })
    connection = connect(
      () => seen.last,
      (event) => {
        if (take(event)) tell(event)
      },
      times,
    )
    return new Promise((resolve) => stopped.signal.addEventListener('abort', () => resolve(), { once: true }))
  }

  if (navigator.locks && channel) {
    tell({ type: 'hello' })
    // Aborting a request that still waits rejects it: that is how a tab leaves the line.
    navigator.locks.request(name, { signal: stopped.signal }, lead).catch(() => undefined)
  } else {
    void lead()
  }

  /** The leader may be a tab in the background, whose clocks the browser slows down. */
  function comeBack(): void {
    if (connection) connection.check()
    else tell({ type: 'check' })
  }
  for (const type of ['focus', 'online', 'pageshow']) {
    window.addEventListener(type, comeBack, { signal: stopped.signal })
  }

  return () => {
    stopped.abort()
    connection?.close()
    channel?.close()
  }
}
