import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createWallet } from '#lib/credits/create-wallet.ts'
import { db } from '#lib/db.ts'
import { appendEvents, EVENTS_CHANNEL, type NewEvent } from './append-events.ts'
import { subscribe } from './event-hub.ts'
import { eventStream } from './event-stream.ts'
import { lastEventSeq, pollEvents, pruneEvents, readEvents } from './read-events.ts'
import { STREAMS_MAX } from './stream-places.ts'

/** So long that no test can be helped by it. */
const never = 3_600_000

async function newUser(): Promise<string> {
  const email = `${crypto.randomUUID()}@example.com`
  const user = await db.user.create({ data: { email, emailNormalized: email, passwordHash: 'none' } })
  await db.$transaction((tx) => createWallet(tx, user.id))
  return user.id
}

function jobEvent(name: string): NewEvent {
  return { type: 'job', data: { jobId: name } }
}

async function append(userId: string, ...names: string[]): Promise<void> {
  await db.$transaction((tx) => appendEvents(tx, userId, names.map(jobEvent)))
}

interface Heard {
  id: string | undefined
  event: string | undefined
  data: string | undefined
}

let leave: AbortController
beforeEach(() => {
  leave = new AbortController()
})
afterEach(() => {
  leave.abort()
  vi.restoreAllMocks()
})

/** Reads a stream as a browser does, in the background. */
function hear(
  userId: string,
  afterSeq: bigint | null,
  keepAliveMs = never,
  isWelcome?: () => Promise<boolean>,
) {
  const heard: Heard[] = []
  const state = { heard, signs: [] as string[], ended: false }
  const stream = eventStream(userId, afterSeq, leave.signal, { keepAliveMs, isWelcome })
  const read = async () => {
    const decoder = new TextDecoder()
    let rest = ''
    for await (const bytes of stream) {
      const blocks = (rest + decoder.decode(bytes, { stream: true })).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
        const event = field('event')
        if (field('id') === undefined && event) state.signs.push(event)
        else if (event) heard.push({ id: field('id'), event, data: field('data') })
      }
    }
    state.ended = true
  }
  void read()
  return state
}

function names(heard: Heard[]) {
  return heard.map(({ event, data }) => (event === 'job' ? JSON.parse(data ?? '{}').jobId : event))
}

function wakersOf(userId: string): number {
  const holder = globalThis as { huafangEventHub?: { wakersByUser: Map<string, Set<unknown>> } }
  return holder.huafangEventHub?.wakersByUser.get(userId)?.size ?? 0
}

describe('appendEvents', () => {
  it('numbers without gaps when many transactions append at once, and rolled-back ones leave none', async () => {
    const userId = await newUser()
    const work = Array.from({ length: 40 }, (_, index) =>
      db.$transaction(async (tx) => {
        await appendEvents(tx, userId, [jobEvent(`${index}a`), jobEvent(`${index}b`)])
        if (index % 4 === 0) throw new Error('rolled back')
      }),
    )
    await Promise.allSettled(work)
    const events = await readEvents(userId, 0n, 1000)
    expect(events.map((event) => event.seq)).toEqual(
      Array.from({ length: 60 }, (_, index) => BigInt(index + 1)),
    )
    expect(await lastEventSeq(userId)).toBe(60n)
    const pairs = events
      .map((event) => Object.values(event.data ?? {})[0])
      .filter((_, index) => index % 2 === 0)
    expect(pairs.every((name) => String(name).endsWith('a'))).toBe(true)
  })

  it('never shows a number before all smaller ones can be seen', async () => {
    const userId = await newUser()
    const began = Promise.withResolvers<void>()
    const goOn = Promise.withResolvers<void>()
    const slow = db.$transaction(async (tx) => {
      await appendEvents(tx, userId, [jobEvent('first')])
      began.resolve()
      await goOn.promise
    })
    await began.promise
    const fast = append(userId, 'second')
    // The second waits for the first, whose number is smaller.
    await expect
      .poll(
        () =>
          db.$queryRaw<
            unknown[]
          >`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      )
      .toHaveLength(1)
    expect(await readEvents(userId, 0n)).toEqual([])
    goOn.resolve()
    await Promise.all([slow, fast])
    expect((await readEvents(userId, 0n)).map((event) => event.data)).toEqual([
      { jobId: 'first' },
      { jobId: 'second' },
    ])
  })

  it('needs a wallet, whose lock orders the numbers', async () => {
    await expect(append(crypto.randomUUID(), 'a')).rejects.toThrow('has no wallet')
  })
})

describe('eventStream', () => {
  it('tells what happens from now on, as it happens', async () => {
    const userId = await newUser()
    await append(userId, 'before')
    const { heard } = hear(userId, null)
    await expect.poll(() => wakersOf(userId)).toBe(1)
    await append(userId, 'a')
    await append(userId, 'b', 'c')
    await expect.poll(() => names(heard)).toEqual(['a', 'b', 'c'])
    expect(heard[0]).toEqual({ id: '2', event: 'job', data: '{"jobId":"a"}' })
  })

  it('replays exactly what came after the browser’s last number, however much, and goes on', async () => {
    const userId = await newUser()
    const many = Array.from({ length: 450 }, (_, index) => `e${index + 1}`)
    await append(userId, ...many)
    const { heard } = hear(userId, 17n)
    await expect.poll(() => heard.length).toBe(433)
    expect(names(heard)).toEqual(many.slice(17))
    await append(userId, 'new')
    await expect.poll(() => names(heard).at(-1)).toBe('new')
    expect(heard.length).toBe(434)
  })

  it('does not lose what is appended while it begins', async () => {
    const userId = await newUser()
    const appending = Array.from({ length: 30 }, (_, index) => append(userId, `e${index}`))
    const { heard } = hear(userId, 0n)
    await Promise.all(appending)
    await expect.poll(() => heard.length).toBe(30)
    expect(heard.map(({ id }) => Number(id))).toEqual(Array.from({ length: 30 }, (_, index) => index + 1))
  })

  it('never tells one user of another', async () => {
    const [userId, other] = [await newUser(), await newUser()]
    const mine = hear(userId, 0n)
    const theirs = hear(other, 0n)
    await append(other, 'theirs')
    await append(userId, 'mine')
    await expect.poll(() => [names(mine.heard), names(theirs.heard)]).toEqual([['mine'], ['theirs']])
  })

  describe('reset', () => {
    async function prune(userId: string, upTo: bigint): Promise<void> {
      await db.event.updateMany({ where: { userId, seq: { lte: upTo } }, data: { createdAt: new Date(0) } })
      await pruneEvents(new Date())
    }

    it('comes when some of what followed is deleted; the rest is still told', async () => {
      const userId = await newUser()
      await append(userId, 'a', 'b', 'c', 'd')
      await prune(userId, 2n)
      const { heard } = hear(userId, 1n)
      await expect.poll(() => names(heard)).toEqual(['reset', 'd'])
      expect(heard[0]?.id).toBe('3')
    })

    it('comes when all of what followed is deleted', async () => {
      const userId = await newUser()
      await append(userId, 'a', 'b', 'c')
      await prune(userId, 3n)
      const { heard } = hear(userId, 1n)
      await expect.poll(() => heard).toEqual([{ id: '3', event: 'reset', data: '{}' }])
      await append(userId, 'd')
      await expect.poll(() => names(heard)).toEqual(['reset', 'd'])
    })

    it('comes for a number that was never given out', async () => {
      const userId = await newUser()
      await append(userId, 'a')
      const { heard } = hear(userId, 99n)
      await expect.poll(() => heard).toEqual([{ id: '1', event: 'reset', data: '{}' }])
      await append(userId, 'b')
      await expect.poll(() => names(heard)).toEqual(['reset', 'b'])
    })

    it('does not come for a browser that has seen everything, though all is deleted', async () => {
      const userId = await newUser()
      await append(userId, 'a', 'b')
      await prune(userId, 2n)
      const { heard } = hear(userId, 2n)
      await expect.poll(() => wakersOf(userId)).toBe(1)
      await append(userId, 'c')
      await expect.poll(() => names(heard)).toEqual(['c'])
    })
  })

  it('finds with its keep-alive what no notification told of', async () => {
    const userId = await newUser()
    const state = hear(userId, null, 30)
    await expect.poll(() => state.signs).toContain('alive')
    // Written without append_events(), so nobody is notified.
    await db.wallet.update({ where: { userId }, data: { eventSeq: 1n } })
    await db.event.create({ data: { userId, seq: 1n, type: 'job', data: { jobId: 'silent' } } })
    await expect.poll(() => names(state.heard)).toEqual(['silent'])
  })

  it('says hello at once, and with its keep-alive that it is still there', async () => {
    const state = hear(await newUser(), null, 30)
    await expect.poll(() => state.signs.length).toBeGreaterThan(2)
    expect(state.signs.slice(0, 3)).toEqual(['hello', 'alive', 'alive'])
    expect(state.heard).toEqual([])
  })

  it('ends within a keep-alive when the session has ended, and lets the pages find out', async () => {
    const userId = await newUser()
    let welcome = true
    const state = hear(userId, null, 30, async () => welcome)
    await expect.poll(() => state.signs).toContain('alive')
    expect(state.ended).toBe(false)
    welcome = false
    await expect.poll(() => state.ended).toBe(true)
    expect(state.signs.at(-1)).toBe('reset')
    expect(wakersOf(userId)).toBe(0)
  })

  it('goes on when it cannot find out whether the session holds', async () => {
    const userId = await newUser()
    let asked = 0
    const state = hear(userId, null, 30, async () => {
      asked += 1
      throw new Error('connection lost')
    })
    await expect.poll(() => asked).toBeGreaterThan(1)
    await append(userId, 'a')
    await expect.poll(() => names(state.heard)).toEqual(['a'])
    expect(state.ended).toBe(false)
  })

  it('gives a user eight streams: with the ninth the oldest ends, told that there are too many', async () => {
    const [userId, other] = [await newUser(), await newUser()]
    const stranger = hear(other, null)
    const streams = Array.from({ length: STREAMS_MAX }, () => hear(userId, null))
    await expect.poll(() => wakersOf(userId)).toBe(STREAMS_MAX)
    const ninth = hear(userId, null)
    await expect.poll(() => streams[0]?.ended).toBe(true)
    expect(streams[0]?.signs).toEqual(['hello', 'full'])
    await append(userId, 'a')
    await expect
      .poll(() => [...streams.slice(1), ninth].map(({ heard }) => heard.length))
      .toEqual(Array(8).fill(1))
    expect(stranger.ended).toBe(false)
    leave.abort()
    await expect.poll(() => wakersOf(userId)).toBe(0)
  })

  it('ends when the browser leaves, and nobody is woken any more', async () => {
    const userId = await newUser()
    const state = hear(userId, null)
    await expect.poll(() => wakersOf(userId)).toBe(1)
    leave.abort()
    await expect.poll(() => state.ended).toBe(true)
    expect(wakersOf(userId)).toBe(0)
  })

  it('ends when its reader lets go, without an abort', async () => {
    const userId = await newUser()
    const stream = eventStream(userId, null, leave.signal)
    await expect.poll(() => wakersOf(userId)).toBe(1)
    await stream.cancel()
    expect(wakersOf(userId)).toBe(0)
  })

  it('does not begin for a browser that has left already', async () => {
    const userId = await newUser()
    leave.abort()
    const state = hear(userId, null)
    await expect.poll(() => state.ended).toBe(true)
    expect(wakersOf(userId)).toBe(0)
  })

  it('ends when it cannot read, so that the browser comes back with its last number', async () => {
    const userId = await newUser()
    const state = hear(userId, null)
    await expect.poll(() => wakersOf(userId)).toBe(1)
    vi.spyOn(db.event, 'findMany').mockRejectedValueOnce(new Error('connection lost'))
    await append(userId, 'a')
    await expect.poll(() => state.ended).toBe(true)
    expect(wakersOf(userId)).toBe(0)
  })
})

describe('pollEvents', () => {
  it('tells the same as a stream: what came after, a reset for what is gone, nothing when there is nothing', async () => {
    const userId = await newUser()
    await append(userId, 'a', 'b', 'c')
    const told = async (seq: bigint) =>
      (await pollEvents(userId, seq)).map(({ seq: at, type }) => `${at} ${type}`)
    expect(await told(1n)).toEqual(['2 job', '3 job'])
    expect(await told(3n)).toEqual([])
    expect(await told(99n)).toEqual(['3 reset'])
    await db.event.deleteMany({ where: { userId, seq: { lte: 2n } } })
    expect(await told(0n)).toEqual(['3 reset'])
    expect(await told(2n)).toEqual(['3 job'])
    await db.event.deleteMany({ where: { userId } })
    expect(await told(1n)).toEqual(['3 reset'])
    expect(await told(3n)).toEqual([])
  })
})

describe('subscribe', () => {
  it('wakes everyone after the listening connection was lost and made again', async () => {
    const userId = await newUser()
    let woken = 0
    const unsubscribe = subscribe(userId, () => {
      woken += 1
    })
    const listening = () => db.$queryRaw<{ pid: number }[]>`
      SELECT pid FROM pg_stat_activity
      WHERE application_name = 'huafang-listen' AND datname = current_database() AND query LIKE ${`%${EVENTS_CHANNEL}%`}`
    await expect.poll(async () => (await listening()).length).toBe(1)
    const [before] = await listening()
    const wokenBefore = woken
    await db.$queryRaw`SELECT pg_terminate_backend(${before?.pid}::int)`
    await expect.poll(() => woken, { timeout: 10_000 }).toBeGreaterThan(wokenBefore)
    unsubscribe()
  })
})
