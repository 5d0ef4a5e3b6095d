import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent } from './live-event.ts'
import { listenToEvents } from './shared-event-source.ts'

/** Stands for the browser's connection; channels and locks between the tabs are real ones. */
class FakeEventSource extends EventTarget {
  static readonly CLOSED = 2
  static opened: FakeEventSource[] = []
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
    FakeEventSource.opened.push(this)
  }

  close(): void {}

  send(type: LiveEvent['type'], seq: string): void {
    this.dispatchEvent(new MessageEvent(type, { data: '{"jobId":"j"}', lastEventId: seq }))
  }
}

const stops: (() => void)[] = []
let userId: string

beforeEach(() => {
  userId = crypto.randomUUID()
  FakeEventSource.opened = []
  vi.stubGlobal('window', Object.assign(new EventTarget(), { BroadcastChannel }))
  vi.stubGlobal('EventSource', FakeEventSource)
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.unstubAllGlobals()
})

function openTab(afterSeq: string) {
  const heard: string[] = []
  const stop = listenToEvents(userId, afterSeq, ({ type, seq }) => heard.push(seq ? `${type} ${seq}` : type))
  stops.push(stop)
  return { heard, stop }
}

async function connection(count = 1): Promise<FakeEventSource> {
  await expect.poll(() => FakeEventSource.opened.length).toBe(count)
  const source = FakeEventSource.opened.at(-1)
  if (!source) throw new Error('no connection')
  return source
}

describe('listenToEvents', () => {
  it('tells every tab over one connection', async () => {
    const first = openTab('5')
    const source = await connection()
    const second = openTab('5')
    source.send('image', '6')
    await expect.poll(() => second.heard).toContain('image 6')
    expect(first.heard).toEqual(['image 6'])
    expect(FakeEventSource.opened).toHaveLength(1)
  })

  it('resets a tab whose page is older than what the leader has heard', async () => {
    const leader = openTab('5')
    const source = await connection()
    source.send('job', '6')
    const late = openTab('5')
    await expect.poll(() => late.heard).toEqual(['reset'])
    expect(leader.heard).toEqual(['job 6'])
  })

  it('leaves a tab alone whose page holds all of it, whoever else says hello', async () => {
    openTab('5')
    const source = await connection()
    source.send('job', '6')
    const current = openTab('6')
    const late = openTab('5')
    await expect.poll(() => late.heard).toEqual(['reset'])
    source.send('job', '7')
    await expect.poll(() => current.heard).toEqual(['job 7'])
  })

  it('resets a tab whose hello found no leader, when one with a newer page begins to lead', async () => {
    const hellos: unknown[] = []
    const name = `huafang-events-${userId}`
    const channel = new BroadcastChannel(name)
    stops.push(() => channel.close())
    channel.onmessage = ({ data }) => hellos.push(data)
    const released = Promise.withResolvers<void>()
    // Nobody can lead yet, so nobody answers.
    void navigator.locks.request(name, () => released.promise)
    openTab('8')
    const older = openTab('5')
    await expect.poll(() => hellos).toEqual([{ type: 'hello' }, { type: 'hello' }])
    released.resolve()
    const source = await connection()
    expect(source.url).toBe('/api/events?after=8')
    await expect.poll(() => older.heard).toEqual(['reset'])
    source.send('job', '9')
    await expect.poll(() => older.heard).toEqual(['reset', 'job 9'])
  })

  it('goes on in the next tab after the last event that one heard', async () => {
    const first = openTab('5')
    const source = await connection()
    const second = openTab('5')
    source.send('job', '6')
    await expect.poll(() => second.heard).toContain('job 6')
    first.stop()
    expect((await connection(2)).url).toBe('/api/events?after=6')
  })
})
