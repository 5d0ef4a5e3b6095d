import { ApiError, callApi } from '#components/queries/api.ts'
import { type LiveEvent, liveEvent, liveEventTypes } from './live-event.ts'

/** Milliseconds. */
export interface ConnectionTimes {
  /** A stream that has not said hello by then is held back by something on the way. */
  hello: number
  /** The server gives a sign every 15 s: after so long a silence the line is cut, whatever the browser thinks. */
  silence: number
  /** How often the line is looked at. */
  check: number
  poll: number
  retryFirst: number
  retryMax: number
  /** When there were too many streams. */
  retryFull: number
}

const defaultTimes: ConnectionTimes = {
  hello: 5_000,
  silence: 40_000,
  check: 5_000,
  poll: 4_000,
  retryFirst: 2_000,
  retryMax: 30_000,
  retryFull: 60_000,
}

export interface Connection {
  /** Looks now whether the line is still good: after sleep, or when somebody comes back to the page. */
  check(): void
  close(): void
}

interface PolledEvents {
  events: { seq: string; type: LiveEvent['type']; data: unknown }[]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * One connection to the server's events. While no stream comes through (a proxy that collects it, one that refuses it, too many
 * streams) it asks now and then instead, until one says hello.
 * @param lastSeq the last event known, from which the server tells on
 */
export function connect(
  lastSeq: () => string,
  take: (event: LiveEvent) => void,
  times: ConnectionTimes = defaultTimes,
): Connection {
  let source: EventSource | null = null
  let heardAt = Date.now()
  let retryMs = times.retryFirst
  let reopen: ReturnType<typeof setTimeout> | undefined
  let helloDue: ReturnType<typeof setTimeout> | undefined
  let polling: ReturnType<typeof setInterval> | undefined
  let isAsking = false
  let isRefused = false

  function heard(): void {
    heardAt = Date.now()
  }

  async function poll(): Promise<void> {
    if (isAsking) return
    isAsking = true
    try {
      const { events } = await callApi<PolledEvents>(`/api/events?poll=1&after=${lastSeq()}`)
      isRefused = false
      for (const { seq, type, data } of polling === undefined ? [] : events) take(liveEvent(type, seq, data))
    } catch (error) {
      // Nobody is signed in any more: the pages ask once, are told so, and say it.
      const refused = error instanceof ApiError && error.code === 'unauthenticated'
      if (refused && !isRefused) take({ type: 'reset' })
      isRefused = refused
    } finally {
      isAsking = false
    }
  }

  function startPolling(): void {
    // Who was refused asks again only when a stream was tried anew: a page that nobody is signed in to may stay open for days.
    polling ??= setInterval(() => isRefused || void poll(), times.poll)
    void poll()
  }

  function stopPolling(): void {
    clearTimeout(helloDue)
    clearInterval(polling)
    polling = undefined
    isRefused = false
  }

  function drop(): void {
    clearTimeout(reopen)
    clearTimeout(helloDue)
    source?.close()
    source = null
  }

  function open(): void {
    drop()
    heard()
    const opened = new EventSource(`/api/events?after=${lastSeq()}`)
    source = opened
    helloDue = setTimeout(startPolling, times.hello)
    opened.addEventListener('hello', () => {
      heard()
      stopPolling()
      retryMs = times.retryFirst
    })
    opened.addEventListener('alive', heard)
    opened.addEventListener('full', () => {
      drop()
      startPolling()
      reopen = setTimeout(open, times.retryFull)
    })
    for (const type of liveEventTypes) {
      opened.addEventListener(type, (message) => {
        heard()
        take(liveEvent(type, message.lastEventId, parse(message.data)))
      })
    }
    opened.onerror = () => {
      if (source !== opened) return
      clearTimeout(helloDue)
      // While it is CONNECTING the browser comes back by itself, with Last-Event-ID; CLOSED means an error answer.
      if (opened.readyState !== EventSource.CLOSED) {
        helloDue = setTimeout(startPolling, times.hello)
        return
      }
      drop()
      startPolling()
      reopen = setTimeout(open, retryMs)
      retryMs = Math.min(retryMs * 2, times.retryMax)
    }
  }

  function check(): void {
    if (source && Date.now() - heardAt > times.silence) open()
  }

  open()
  const checking = setInterval(check, times.check)
  return {
    check,
    close() {
      clearInterval(checking)
      stopPolling()
      drop()
    },
  }
}
