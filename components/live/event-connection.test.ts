import { afterEach, expect, it, vi } from 'vitest'
import { connect } from './event-connection.ts'

/** A stream that the server answers with an error. */
class RefusedEventSource extends EventTarget {
  static readonly CLOSED = 2
  readonly readyState = RefusedEventSource.CLOSED
  onerror: (() => void) | null = null

  constructor() {
    super()
    queueMicrotask(() => this.onerror?.())
  }

  close(): void {}
}

const long = 60_000
const times = {
  hello: long,
  silence: long,
  check: long,
  poll: 4_000,
  retryFirst: 20_000,
  retryMax: 20_000,
  retryFull: long,
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function pollsOfAMinute(answer: () => Response) {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', RefusedEventSource)
  const fetched = vi.fn(async () => answer())
  vi.stubGlobal('fetch', fetched)
  const take = vi.fn()
  const connection = connect(() => '0', take, times)
  await vi.advanceTimersByTimeAsync(59_000)
  connection.close()
  return { polls: fetched.mock.calls.length, told: take.mock.calls.flat() }
}

it('asks every few seconds while no stream comes through', async () => {
  const { polls, told } = await pollsOfAMinute(() => Response.json({ events: [] }))
  expect(polls).toBeGreaterThan(14)
  expect(told).toEqual([])
})

it('asks only with each new stream once nobody is signed in, and tells so once', async () => {
  const error = { code: 'unauthenticated', requestId: 'none' }
  const { polls, told } = await pollsOfAMinute(() => Response.json({ error }, { status: 401 }))
  expect(polls).toBe(3)
  expect(told).toEqual([{ type: 'reset' }])
})
