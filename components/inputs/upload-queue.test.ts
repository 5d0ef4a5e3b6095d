import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '#components/queries/api.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { checkFile } from './file-refusal.ts'
import { testUpload } from './test-upload.ts'
import { type Coming, createUploadQueue, RESEND_MS, type Wanted } from './upload-queue.ts'

/** A file whose sending the test ends as it likes, each try anew. */
function file(name: string) {
  const tries: {
    share: (share: number) => void
    signal: AbortSignal
    end: (upload: UploadView) => void
    fail: (error: unknown) => void
  }[] = []
  const wanted: Wanted = {
    name,
    preview: '',
    replaces: null,
    run: (share, signal) => new Promise((end, fail) => tries.push({ share, signal, end, fail })),
  }
  return { wanted, tries }
}

function openQueue() {
  const done: string[] = []
  const queue = createUploadQueue((upload: UploadView, { key }: Coming) => done.push(`${key} ${upload.id}`))
  const close = queue.open()
  const states = () => queue.items().map(({ name, state }) => `${name} ${state}`)
  return { queue, close, done, states }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('navigator', { onLine: true })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('an upload queue', () => {
  it('sends three at a time and tells how far each is', async () => {
    const { queue, states } = openQueue()
    const files = ['a', 'b', 'c', 'd'].map(file)
    queue.add(files.map(({ wanted }) => wanted))
    expect(states()).toEqual(['a sending', 'b sending', 'c sending', 'd waiting'])
    files[1]?.tries[0]?.share(0.5)
    expect(queue.items()[1]?.share).toBe(0.5)
    files[1]?.tries[0]?.end(testUpload('B'))
    await settled()
    expect(states()).toEqual(['a sending', 'c sending', 'd sending'])
  })

  it('knows what was wanted first, whatever comes first', async () => {
    const { queue, done } = openQueue()
    const [first, second] = [file('first'), file('second')]
    queue.add([first.wanted, second.wanted])
    second.tries[0]?.end(testUpload('2'))
    await settled()
    first.tries[0]?.end(testUpload('1'))
    await settled()
    expect(done).toEqual(['2 2', '1 1'])
    expect(queue.items()).toEqual([])
  })

  it('lets one that is refused or taken back hold up no other', async () => {
    const { queue, done, states } = openQueue()
    const [bad, gone, good] = [file('bad'), file('gone'), file('good')]
    queue.add([bad.wanted, gone.wanted, good.wanted])
    bad.tries[0]?.fail(new ApiError('unsupported_media_type'))
    queue.cancel(2)
    expect(gone.tries[0]?.signal.aborted).toBe(true)
    gone.tries[0]?.end(testUpload('too late'))
    good.tries[0]?.end(testUpload('good'))
    await settled()
    expect(states()).toEqual(['bad refused'])
    expect(done).toEqual(['3 good'])
    queue.cancel(1)
    expect(queue.items()).toEqual([])
  })

  it('sends again by itself what found no line, and at once when it is back', async () => {
    const { queue, states, done } = openQueue()
    const lost = file('lost')
    queue.add([lost.wanted])
    lost.tries[0]?.fail(new TypeError('no line'))
    await settled()
    expect(states()).toEqual(['lost lost'])
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(lost.tries).toHaveLength(2)
    lost.tries[1]?.fail(new ApiError('network'))
    await settled()
    window.dispatchEvent(new Event('online'))
    expect(lost.tries).toHaveLength(3)
    lost.tries[2]?.end(testUpload('here'))
    await settled()
    expect(done).toEqual(['1 here'])
  })

  it('gives up a file that fails although there is a line, until it is asked to try again', async () => {
    const { queue, states } = openQueue()
    const broken = file('broken')
    queue.add([broken.wanted])
    for (let tries = 0; tries < 5; tries += 1) {
      broken.tries[tries]?.fail(new ApiError('network'))
      await vi.advanceTimersByTimeAsync(RESEND_MS)
    }
    expect(states()).toEqual(['broken refused'])
    expect(broken.tries).toHaveLength(5)
    queue.retry(1)
    expect(broken.tries).toHaveLength(6)
  })

  it('puts behind what came since a file that is tried again', async () => {
    const { queue, done } = openQueue()
    const [bad, good] = [file('bad'), file('good')]
    queue.add([bad.wanted, good.wanted])
    bad.tries[0]?.fail(new ApiError('internal'))
    good.tries[0]?.end(testUpload('good'))
    await settled()
    queue.retry(1)
    bad.tries[1]?.end(testUpload('bad'))
    await settled()
    expect(done).toEqual(['2 good', '3 bad'])
  })

  it('lets nobody leave the page unasked while something is coming', async () => {
    const { queue } = openQueue()
    const isAsked = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
    expect(isAsked()).toBe(false)
    const slow = file('slow')
    queue.add([slow.wanted])
    expect(isAsked()).toBe(true)
    slow.tries[0]?.end(testUpload('here'))
    await settled()
    expect(isAsked()).toBe(false)
  })

  it('stops with the page, and goes on with it', async () => {
    const { queue, close, states } = openQueue()
    const half = file('half')
    queue.add([half.wanted])
    close()
    half.tries[0]?.fail(half.tries[0].signal.reason)
    await settled()
    expect(half.tries[0]?.signal.aborted).toBe(true)
    expect(states()).toEqual(['half waiting'])
    expect(half.tries).toHaveLength(1)
    queue.open()
    expect(half.tries).toHaveLength(2)
  })

  it('does not begin with what would be refused at its end', async () => {
    const { queue, states } = openQueue()
    const run = async (size: number) => {
      checkFile({ size })
      return testUpload('never')
    }
    const { wanted } = file('huge')
    queue.add([{ ...wanted, run: () => run(60 * 1024 * 1024) }])
    await settled()
    expect(states()).toEqual(['huge refused'])
  })
})
