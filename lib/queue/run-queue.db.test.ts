import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { type Listener, listen } from '#lib/listen.ts'
import { createWorkerBoss } from './boss.ts'
import { enqueue, QUEUE_CHANNEL } from './enqueue.ts'
import { HEARTBEAT_SECONDS } from './queues.ts'
import { type QueueRun, runQueue } from './run-queue.ts'

const boss = createWorkerBoss()
/** So long that no test can be helped by it. */
const never = 3_600_000

beforeAll(() => boss.start())
afterAll(() => boss.stop({ graceful: false }))

let run: QueueRun | undefined
let release: () => void
/** Handlers of a test stop here, if they want to, until `release`. */
let gate: Promise<void>

beforeEach(async () => {
  await db.$executeRaw`DELETE FROM pgboss.job`
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  release = resolve
})
afterEach(async () => {
  release()
  await run?.drain(10_000)
  run = undefined
  vi.restoreAllMocks()
})

function start(
  handle: Parameters<typeof runQueue>[0]['handle'],
  options: Partial<Parameters<typeof runQueue>[0]> = {},
) {
  run = runQueue({ boss, queue: 'previews', slots: 1, handle, pollMs: never, heartbeatMs: never, ...options })
  return run
}

async function put(...names: string[]): Promise<void> {
  for (const name of names) await enqueue(db, 'previews', [{ data: { name } }])
}

async function states(): Promise<Record<string, number>> {
  const rows = await db.$queryRaw<{ state: string; count: number }[]>`
    SELECT state::text, count(*)::int FROM pgboss.job WHERE name = 'previews' GROUP BY state`
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]))
}

/** What the passing of time does: what was put off is due. */
async function becomeDue(): Promise<void> {
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() - interval '1 second' WHERE state < 'active'`
}

describe('runQueue', () => {
  it('works on as many at once as it has slots, and then on the rest', async () => {
    await put(...'abcdefgh')
    let inHand = 0
    let most = 0
    start(
      async () => {
        inHand += 1
        most = Math.max(most, inHand)
        await gate
        inHand -= 1
      },
      { slots: 3 },
    )
    await expect.poll(() => inHand).toBe(3)
    run?.wake()
    expect(await states()).toEqual({ active: 3, created: 5 })
    release()
    await expect.poll(states, { timeout: 10_000 }).toEqual({ completed: 8 })
    expect(most).toBe(3)
  })

  it('serves first what came first, and before it what is more urgent', async () => {
    await put(...'abc')
    await enqueue(db, 'previews', [{ data: { name: 'urgent' }, priority: 1 }])
    const order: unknown[] = []
    start(async (data) => void order.push(data))
    await expect.poll(() => order.length).toBe(4)
    expect(order).toEqual(['urgent', 'a', 'b', 'c'].map((name) => ({ name })))
  })

  it('leaves alone what is not due', async () => {
    await enqueue(db, 'previews', [{ data: { name: 'later' }, startAfterSeconds: 60 }])
    await put('now')
    const handled: unknown[] = []
    start(async (data) => void handled.push(data))
    await expect.poll(states).toEqual({ completed: 1, created: 1 })
    expect(handled).toEqual([{ name: 'now' }])
    await becomeDue()
    run?.wake()
    await expect.poll(states).toEqual({ completed: 2 })
  })

  it('begins when a notification comes, without waiting for the next look', async () => {
    const connected = Promise.withResolvers<void>()
    const handled: unknown[] = []
    start(async (data) => void handled.push(data))
    const listener: Listener = listen(QUEUE_CHANNEL, (queue) => {
      if (queue === null) connected.resolve()
      else if (queue === 'previews') run?.wake()
    })
    await connected.promise
    await put('a')
    await expect.poll(() => handled).toEqual([{ name: 'a' }])
    await listener.close()
  })

  it('finds by looking what no notification told of', async () => {
    const handled: unknown[] = []
    start(async (data) => void handled.push(data), { pollMs: 20 })
    await put('a')
    await expect.poll(() => handled).toEqual([{ name: 'a' }])
  })

  it('serves an entry again when it threw, later', async () => {
    await put('a')
    let turns = 0
    start(async () => {
      turns += 1
      if (turns === 1) throw new Error('not this time')
    })
    await expect.poll(states).toEqual({ retry: 1 })
    const [row] = await db.$queryRaw<{ wait: boolean }[]>`SELECT start_after > now() AS wait FROM pgboss.job`
    expect(row).toEqual({ wait: true })
    await becomeDue()
    run?.wake()
    await expect.poll(states).toEqual({ completed: 1 })
    expect(turns).toBe(2)
  })

  it('goes on after the database was away', async () => {
    const handled: unknown[] = []
    vi.spyOn(boss, 'fetch').mockRejectedValueOnce(new Error('connection lost'))
    await put('a')
    start(async (data) => void handled.push(data), { pollMs: 20 })
    await expect.poll(() => handled).toEqual([{ name: 'a' }])
  })
})

describe('room', () => {
  const none = { closedGroups: [], batch: 10, opensInMs: null }

  it('leaves closed groups in line, and takes them in their old order when they open', async () => {
    for (const [name, group] of Object.entries({ a: 'closed', b: 'open', c: 'closed', d: 'open' })) {
      await enqueue(db, 'previews', [{ data: { name }, group }])
    }
    let closedGroups = ['closed']
    const order: unknown[] = []
    start(async (data) => void order.push(data), { room: async () => ({ ...none, closedGroups }) })
    await expect.poll(states).toEqual({ completed: 2, created: 2 })
    closedGroups = []
    run?.wake()
    await expect.poll(states).toEqual({ completed: 4 })
    expect(order).toEqual(['b', 'd', 'a', 'c'].map((name) => ({ name })))
  })

  it('looks again when it was told that there will be room', async () => {
    await put('a')
    const rooms = [{ ...none, batch: 0, opensInMs: 30 }]
    start(async () => undefined, { room: async () => rooms.shift() ?? none })
    await expect.poll(states).toEqual({ completed: 1 })
  })

  it('asks for room only when what was taken before has been counted', async () => {
    await put('a', 'b')
    let taken = 0
    const started: unknown[] = []
    start(
      async (data, turn) => {
        await db.$queryRaw`SELECT 1`
        taken += 1
        turn.begun()
        started.push(data)
        await gate
      },
      { slots: 2, room: async () => ({ ...none, batch: 1 - taken }) },
    )
    await expect.poll(() => started).toEqual([{ name: 'a' }])
    expect(await states()).toEqual({ active: 1, created: 1 })
    run?.wake()
    expect(await states()).toEqual({ active: 1, created: 1 })
  })

  it('puts an entry that keeps its place before those that came after it', async () => {
    await put('a', 'b', 'c')
    const order: string[] = []
    let refused = false
    const queue = start(async (data, turn) => {
      const { name } = z.object({ name: z.string() }).parse(data)
      if (name === 'a' && !refused) {
        refused = true
        turn.keepPlace()
      } else order.push(name)
    })
    await expect.poll(() => refused).toBe(true)
    await expect.poll(states).toEqual({ created: 3 })
    queue.wake()
    await expect.poll(states).toEqual({ completed: 3 })
    expect(order).toEqual(['a', 'b', 'c'])
  })
})

describe('heartbeat', () => {
  it('says of every entry in hand that somebody works on it', async () => {
    await put('a', 'b')
    const beats: unknown[][] = []
    start(() => gate, { slots: 2, heartbeatMs: 20, onHeartbeat: async (data) => void beats.push(data) })
    await expect.poll(states).toEqual({ active: 2 })
    await db.$executeRaw`UPDATE pgboss.job SET heartbeat_on = now() - interval '1 hour'`
    await expect
      .poll(
        () =>
          db.$queryRaw`SELECT count(*)::int AS count FROM pgboss.job WHERE heartbeat_on > now() - interval '10 s'`,
      )
      .toEqual([{ count: 2 }])
    await expect.poll(() => beats.at(-1)).toHaveLength(2)
    expect(beats.at(-1)).toEqual(expect.arrayContaining([{ name: 'a' }, { name: 'b' }]))
  })

  it('gives the entry of a dead worker to one that lives', async () => {
    await put('a')
    await boss.fetch('previews')
    const handled: unknown[] = []
    start(async (data) => void handled.push(data))
    // Not before it has been silent for as long as a worker may be.
    await superviseAfter(HEARTBEAT_SECONDS - 5)
    expect(await states()).toEqual({ active: 1 })
    await superviseAfter(HEARTBEAT_SECONDS + 1)
    expect(await states()).toEqual({ retry: 1 })
    await becomeDue()
    run?.wake()
    await expect.poll(states).toEqual({ completed: 1 })
    expect(handled).toEqual([{ name: 'a' }])
  })

  async function superviseAfter(seconds: number): Promise<void> {
    await db.$executeRaw`UPDATE pgboss.job SET heartbeat_on = now() - make_interval(secs => ${seconds})`
    await db.$executeRaw`UPDATE pgboss.queue SET monitor_on = NULL, monitor_claim_on = NULL`
    await boss.supervise('previews')
  }
})

describe('drain', () => {
  it('takes nothing new and waits for what is in hand', async () => {
    await put(...'abc')
    const handled: unknown[] = []
    const begun = Promise.withResolvers<void>()
    const { drain, wake } = start(async (data) => {
      begun.resolve()
      await gate
      handled.push(data)
    })
    // Not the row's state: it is active before the worker has heard so, and a drain just then gives it back.
    await begun.promise
    const drained = drain(never)
    wake()
    release()
    await drained
    expect(handled).toEqual([{ name: 'a' }])
    expect(await states()).toEqual({ completed: 1, created: 2 })
  })

  it('waits no longer than it may', async () => {
    await put('a')
    const begun = Promise.withResolvers<void>()
    const { drain } = start(() => {
      begun.resolve()
      return gate
    })
    await begun.promise
    await drain(10)
    expect(await states()).toEqual({ active: 1 })
  })

  it('gives back what arrives when it has already begun', async () => {
    await put('a', 'b')
    const fetched = Promise.withResolvers<void>()
    const fetch = boss.fetch.bind(boss)
    vi.spyOn(boss, 'fetch').mockImplementationOnce(async (...args: Parameters<typeof fetch>) => {
      const entries = await fetch(...args)
      fetched.resolve()
      await gate
      return entries
    })
    const handled: unknown[] = []
    const { drain } = start(async (data) => void handled.push(data), { slots: 2 })
    await fetched.promise
    const drained = drain(10_000)
    release()
    await drained
    expect(handled).toEqual([])
    expect(await states()).toEqual({ created: 2 })
  })
})
