import { log } from '#lib/log.ts'
import { subscribe } from './event-hub.ts'
import { lastEventSeq, readEvents, type StoredEvent } from './read-events.ts'

/** Often enough that a proxy which cuts idle connections after 30 s or more keeps ours. */
const KEEP_ALIVE_MS = 20_000
const PAGE = 200

function format(event: StoredEvent): string {
  return `id: ${event.seq}\nevent: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`
}

/**
 * Server-sent events for one user, from after `afterSeq` and then live, until the browser leaves.
 * Every wake-up reads the rows, so a notification that was missed costs nothing: the keep-alive reads them, too.
 * A number that is unknown or whose successors are deleted is answered with `reset`: load anew, nothing can be replayed.
 */
export function eventStream(
  userId: string,
  afterSeq: bigint | null,
  signal: AbortSignal,
  { keepAliveMs = KEEP_ALIVE_MS }: { keepAliveMs?: number } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let seq = afterSeq ?? 0n
  let timer: NodeJS.Timeout | undefined
  let unsubscribe: (() => void) | undefined
  let ended = false

  function end(): void {
    ended = true
    clearInterval(timer)
    unsubscribe?.()
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
            for (const event of events) {
              if (event.seq !== seq + 1n) send(`id: ${event.seq}\nevent: reset\ndata: {}\n\n`)
              else send(format(event))
              seq = event.seq
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

      send('retry: 2000\n\n')
      const last = await lastEventSeq(userId)
      if (afterSeq === null) seq = last
      else if (afterSeq > last) {
        seq = last
        send(`id: ${last}\nevent: reset\ndata: {}\n\n`)
      }
      if (ended) return
      unsubscribe = subscribe(userId, () => void flush())
      timer = setInterval(() => {
        send(': still here\n\n')
        void flush()
      }, keepAliveMs)
      await flush()
      // Numbers were given out after the browser's last, and their rows are gone: nothing shows the gap but this.
      if (seq < last) {
        seq = last
        send(`id: ${last}\nevent: reset\ndata: {}\n\n`)
      }
    },
    cancel: end,
  })
}
