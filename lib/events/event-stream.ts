import { log } from '#lib/log.ts'
import { countStreamLag } from '#lib/metrics/observe.ts'
import { subscribe } from './event-hub.ts'
import { lastEventSeq, readEvents, resetAt, type StoredEvent, withResets } from './read-events.ts'
import { takePlace } from './stream-places.ts'

/** Often enough that a proxy which cuts idle connections after 30 s or more keeps ours. */
const KEEP_ALIVE_MS = 15_000
const PAGE = 200

/** The browser comes back so soon after the stream has ended, and so late when there were too many. */
const COME_BACK_MS = 2_000
const COME_BACK_LATER_MS = 60_000

function format(event: StoredEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`
}

/** Signs of the stream itself carry no id, so that they are no place to go on from. */
function sign(name: 'hello' | 'alive' | 'full' | 'reset'): string {
  return `event: ${name}\ndata: {}\n\n`
}

export interface StreamOptions {
  keepAliveMs?: number
  /** Whether the session still holds; asked with each keep-alive. */
  isWelcome?: () => Promise<boolean>
}

/**
 * Server-sent events for one user, from after `afterSeq` and then live, until the browser leaves.
 * Every wake-up reads the rows, so a notification that was missed costs nothing: the keep-alive reads them, too.
 * A number that is unknown or whose successors are deleted is answered with `reset`: load anew, nothing can be replayed.
 *
 * Beside what happened it sends `hello` at once and `alive` now and then, as events and not as comments: a browser that hears
 * neither knows that something on the way holds the stream back or has cut it. `full` says that this user has too many streams.
 */
export function eventStream(
  userId: string,
  afterSeq: bigint | null,
  signal: AbortSignal,
  { keepAliveMs = KEEP_ALIVE_MS, isWelcome = async () => true }: StreamOptions = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const openedAt = new Date()
  let seq = afterSeq ?? 0n
  let timer: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined
  let freePlace: (() => void) | undefined
  let ended = false

  function end(): void {
    ended = true
    clearInterval(timer)
    unsubscribe?.()
    freePlace?.()
  }

  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        if (!ended) controller.enqueue(encoder.encode(text))
      }
      const finish = () => {
        if (ended) return
        end()
        controller.close()
      }
      signal.addEventListener('abort', finish, { once: true })
      // A browser that has left already fires no event any more.
      if (signal.aborted) return finish()

      let reading = false
      let again = false
      async function flush(): Promise<void> {
        if (reading) {
          again = true
          return
        }
        reading = true
        try {
          do {
            again = false
            const events = await readEvents(userId, seq, PAGE)
            for (const event of withResets(events, seq)) {
              send(format(event))
              seq = event.seq
              // What is replayed to a browser that was away did not come late.
              if (event.createdAt && event.createdAt > openedAt)
                countStreamLag(Date.now() - event.createdAt.getTime())
            }
            if (events.length === PAGE) again = true
          } while (again && !ended)
        } catch (err) {
          // The browser comes back with the last number it saw; nothing is lost.
          log.warn({ err }, 'event stream could not read')
          finish()
        } finally {
          reading = false
        }
      }

      async function keepAlive(): Promise<void> {
        // A doubt is no reason to end: the rows that follow are asked of the same database.
        if (await isWelcome().catch(() => true)) {
          send(sign('alive'))
          return flush()
        }
        // The pages ask anew and are told that nobody is signed in.
        send(sign('reset'))
        finish()
      }

      freePlace = takePlace(userId, () => {
        send(`retry: ${COME_BACK_LATER_MS}\n${sign('full')}`)
        finish()
      })
      send(`retry: ${COME_BACK_MS}\n${sign('hello')}`)
      const last = await lastEventSeq(userId)
      if (afterSeq === null) seq = last
      else if (afterSeq > last) {
        seq = last
        send(format(resetAt(last)))
      }
      if (ended) return
      unsubscribe = subscribe(userId, () => void flush())
      timer = setInterval(() => void keepAlive(), keepAliveMs)
      await flush()
      // Numbers were given out after the browser's last, and their rows are gone: nothing shows the gap but this.
      if (seq < last) {
        seq = last
        send(format(resetAt(last)))
      }
    },
    cancel: end,
  })
}
