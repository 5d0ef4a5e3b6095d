import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { ApiError } from '#components/queries/api.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { keepDraft, readDraft } from './draft-storage.ts'
import { fakeStorage, lockedStorage } from './fake-storage.ts'
import { ASK_AFTER_MS, createOrderLine, isSameForm, type Order, POST_MS, RESEND_MS } from './order-line.ts'
import { createOrderStore, orderKeyOf } from './order-storage.ts'
import { readOrders } from './read-orders.ts'
import { emptyForm, type StudioForm, soundForm } from './studio-form.ts'

const user = 'u'
const form = (prompt: string): StudioForm => ({ ...emptyForm(), prompt, n: 2 })
const noLine = new ApiError('network')

it('knows a form again that has gone through the page, so that its answer is not thrown away', () => {
  const given = form('a fox')
  expect(soundForm(given)).not.toBe(given)
  expect(isSameForm(given, soundForm(given))).toBe(true)
  expect(isSameForm(given, { ...given, prompt: 'a wolf' })).toBe(false)
  expect(isSameForm(given, { ...given, params: { ...given.params, size: '1536x1024' } })).toBe(false)
  const [cat, hat] = [testUpload('cat'), testUpload('hat')]
  const pictured = { ...given, inputs: [cat, hat], mask: testUpload('m') }
  expect(isSameForm(pictured, { ...pictured, inputs: [{ ...cat, expiresAt: 'later' }, hat] })).toBe(true)
  expect(isSameForm(pictured, { ...pictured, inputs: [hat, cat] })).toBe(false)
  expect(isSameForm(pictured, { ...pictured, mask: testUpload('n') })).toBe(false)
  expect(isSameForm(pictured, { ...pictured, keepUnpainted: false })).toBe(false)
  // Without a mask it says nothing.
  expect(isSameForm(given, { ...given, keepUnpainted: false })).toBe(true)
})

/** A server that remembers orders by their keys, as ours does, and a line that can be cut before or after it. */
function createServer() {
  const orders = new Map<string, Order>()
  const server = {
    line: 'up' as 'up' | 'down' | 'answers lost' | 'hangs',
    error: null as ApiError | null,
    calls: 0,
    orders,
    async post(order: Order, signal: AbortSignal): Promise<JobView> {
      server.calls++
      if (server.line === 'down') throw noLine
      if (server.line === 'hangs') {
        await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      }
      if (server.error) throw server.error
      orders.set(order.clientKey, order)
      if (server.line === 'answers lost') throw noLine
      return { ...jobOf(order) }
    },
  }
  return server
}

function jobOf({ clientKey, form: { model, prompt, n, params }, quoteCredits }: Order): JobView {
  return {
    id: clientKey,
    createdAt: '2026-01-01',
    state: 'queued',
    model,
    operation: 'generate',
    prompt,
    params,
    n,
    quoteCredits,
    comparisonId: null,
    finishedAt: null,
    inputs: [],
    mask: null,
    keepUnpainted: false,
    images: [],
  }
}

let server = createServer()
let close: () => void = () => undefined

/** Opens the page, anew when it was open. */
function openPage() {
  close()
  const line = createOrderLine(server.post, createOrderStore(user), () => undefined)
  close = line.open()
  line.takeUp(readOrders(user))
  return line
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('navigator', { onLine: true })
  vi.stubGlobal('sessionStorage', fakeStorage())
  vi.stubGlobal('localStorage', fakeStorage())
  // The real one does not go by the clock of the tests.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), ms)
    return controller.signal
  })
  server = createServer()
})
afterEach(() => {
  close()
  close = () => undefined
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('an order that finds no line', () => {
  it('is sent again by itself until there is an answer, and then never again', async () => {
    const line = openPage()
    server.line = 'down'
    await line.submit(form('a boat'), 5)
    expect(line.state()).toMatchObject({ sending: false, unsent: [{ quoteCredits: 5 }], error: null })
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(server.calls).toBe(2)
    server.line = 'up'
    window.dispatchEvent(new Event('online'))
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(server.calls).toBe(3)
    expect(line.state()).toMatchObject({ unsent: [], accepted: { count: 2 } })
    expect(readOrders(user)).toEqual([])
  })

  it('is sent after a reload, under its own key, though the server had it already', async () => {
    server.line = 'answers lost'
    await openPage().submit(form('a boat'), 5)
    server.line = 'up'
    const line = openPage()
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(server.orders.size).toBe(1)
    expect(server.calls).toBe(2)
    expect(line.state().accepted).toMatchObject({ count: 2 })
    const again = openPage()
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(again.state().unsent).toEqual([])
    expect(server.calls).toBe(2)
  })

  it('is kept from the click on: a reload before any answer is no second order', async () => {
    const answered = new Promise<JobView>(() => undefined)
    const hanging = createOrderLine(
      () => answered,
      createOrderStore(user),
      () => undefined,
    )
    void hanging.submit(form('a boat'), 5)
    const [kept] = readOrders(user)
    const line = openPage()
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(line.state().accepted).toMatchObject({ count: 2 })
    expect([...server.orders.keys()]).toEqual([kept?.clientKey])
  })

  it('of hours ago is not sent without a word, neither after a reload nor on a page that slept', async () => {
    server.line = 'down'
    await openPage().submit(form('a boat'), 5)
    close()
    vi.setSystemTime(Date.now() + ASK_AFTER_MS + 1)
    server.line = 'up'
    const line = openPage()
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(server.orders.size).toBe(0)
    const [asked] = line.state().asked
    expect(asked).toMatchObject({ why: 'late', form: { prompt: 'a boat' } })
    if (asked) await line.sendAsked(asked)
    expect(server.orders.size).toBe(1)
    expect(line.state().asked).toEqual([])

    server.line = 'down'
    await line.submit(form('another'), 5)
    vi.setSystemTime(Date.now() + ASK_AFTER_MS + 1)
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(server.orders.size).toBe(1)
    expect(line.state().asked).toMatchObject([{ why: 'late', form: { prompt: 'another' } }])
  })

  it('is gone for good when it is dropped', async () => {
    server.line = 'down'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    line.drop()
    server.line = 'up'
    const again = openPage()
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(again.state()).toMatchObject({ unsent: [], asked: [] })
    expect(server.orders.size).toBe(0)
  })

  it('asks at the price of today when the server has another, and takes it only then', async () => {
    server.line = 'down'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    server.line = 'up'
    server.error = new ApiError('quote_changed', { params: { quoteCredits: 9 } })
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    const [asked] = line.state().asked
    expect(asked).toMatchObject({ why: 'price', quoteCredits: 9 })
    expect(server.calls).toBe(2)
    server.error = null
    if (asked) await line.sendAsked(asked)
    expect([...server.orders.values()]).toMatchObject([{ quoteCredits: 9 }])
  })

  it('is not lost when the session has ended meanwhile', async () => {
    server.line = 'down'
    const before = openPage()
    await before.submit(form('a boat'), 5)
    server.line = 'up'
    server.error = new ApiError('unauthenticated')
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(before.state()).toMatchObject({ asked: [{ why: 'late', error: server.error }], error: null })
    server.error = null
    // Signed in again: the page is opened anew.
    const line = openPage()
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    const [asked] = line.state().asked
    expect(asked).toMatchObject({ why: 'late', form: { prompt: 'a boat' } })
    if (asked) await line.sendAsked(asked)
    expect(server.orders.size).toBe(1)
  })

  it('that is dropped while it is under way does not wait again, whatever comes of it', async () => {
    const line = openPage()
    for (const code of ['network', 'insufficient_credits'] as const) {
      server.line = 'down'
      await line.submit(form('a boat'), 5)
      server.line = 'hangs'
      await vi.advanceTimersByTimeAsync(RESEND_MS)
      expect(line.state()).toMatchObject({ sending: true, unsent: [{}] })
      line.drop()
      server.line = 'up'
      if (code !== 'network') server.error = new ApiError(code)
      await vi.advanceTimersByTimeAsync(POST_MS + 10 * RESEND_MS)
      expect(line.state()).toMatchObject({ sending: false, unsent: [], asked: [], error: null })
      expect(readOrders(user)).toEqual([])
    }
    expect(server.orders.size).toBe(0)
  })

  it('that was asked about and is dropped while it is under way does not wait again', async () => {
    server.line = 'answers lost'
    await openPage().submit(form('a boat'), 5)
    close()
    vi.setSystemTime(Date.now() + ASK_AFTER_MS + 1)
    const line = openPage()
    const [asked] = line.state().asked
    if (!asked) throw new Error('not asked')
    server.line = 'hangs'
    void line.sendAsked(asked)
    line.dropAsked(asked)
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(POST_MS + 10 * RESEND_MS)
    expect(server.calls).toBe(2)
    expect(line.state()).toMatchObject({ unsent: [], asked: [] })
  })

  it('that is dropped and given again while it is under way is still one', async () => {
    server.line = 'down'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    server.line = 'hangs'
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    line.drop()
    await line.submit(form('a boat'), 5)
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(POST_MS + 10 * RESEND_MS)
    expect(server.calls).toBe(3)
    expect(server.orders.size).toBe(1)
  })

  it('is the same when its form is given again after a reload, at the price that is shown now', async () => {
    server.line = 'answers lost'
    const { size, quality, ...others } = emptyForm().params
    // As it is after choices were made: read again from the draft, its fields come in another order.
    const given = { ...form('a boat'), params: { ...others, quality, size } }
    await openPage().submit(given, 5)
    keepDraft(user, JSON.stringify(given))
    server.line = 'down'
    const line = openPage()
    await vi.advanceTimersByTimeAsync(0)
    server.line = 'up'
    const draft = readDraft(user)
    if (draft) await line.submit(soundForm(draft), 6)
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect([...server.orders.values()]).toMatchObject([{ quoteCredits: 6 }])
    expect(line.state()).toMatchObject({ unsent: [], asked: [], accepted: { count: 2 } })
  })

  it('is the same when its form is given again while it is asked about, or under way', async () => {
    server.line = 'answers lost'
    await openPage().submit(form('a boat'), 5)
    close()
    vi.setSystemTime(Date.now() + ASK_AFTER_MS + 1)
    const line = openPage()
    expect(line.state().asked).toMatchObject([{ why: 'late' }])
    server.line = 'down'
    await line.submit(form('a boat'), 5)
    expect(line.state()).toMatchObject({ unsent: [{}], asked: [] })
    server.line = 'hangs'
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    await line.submit(form('a boat'), 5)
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(POST_MS + RESEND_MS)
    expect(server.orders.size).toBe(1)
    // It has been answered: the next one is another.
    await line.submit(form('a boat'), 5)
    expect(server.orders.size).toBe(2)
  })

  it.each([
    ['insufficient_credits', 'refused'],
    ['model_unavailable', 'refused'],
    ['moderation_brake', 'refused'],
    ['unauthenticated', 'late'],
    ['too_many_requests', 'late'],
    ['mail_unverified', 'late'],
    ['invalid_request', 'late'],
    ['internal', 'late'],
  ] as const)('and is then answered by %s is called %s: taken it may be all the same', async (code, why) => {
    server.line = 'answers lost'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    server.line = 'up'
    server.error = new ApiError(code)
    await vi.advanceTimersByTimeAsync(10 * RESEND_MS)
    expect(line.state().asked).toMatchObject([{ why, error: server.error }])
    // Its user's own second try knows no more.
    await line.submit(form('a boat'), 5)
    expect(line.state()).toMatchObject({ asked: [{ why }], error: null })
    expect(readOrders(user)).toHaveLength(1)
  })

  it.each([
    ['a question', new ApiError('quote_changed', { params: { quoteCredits: 9 } })],
    ['an error', new ApiError('insufficient_credits')],
  ])('takes nothing of %s about another from its user', async (_what, answer) => {
    const line = openPage()
    server.line = 'down'
    await line.submit(form('a boat'), 5)
    server.line = 'up'
    server.error = answer
    const other = form('another')
    await line.submit(other, 5)
    const { error, about, changedQuote } = line.state()
    expect(about).toBe(other)
    expect(error ?? changedQuote).not.toBeNull()
    server.line = 'down'
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(line.state()).toMatchObject({ unsent: [{}], error, about, changedQuote })
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(RESEND_MS)
    expect(line.state()).toMatchObject({ asked: [{}], error, about, changedQuote })
    server.error = null
    const [asked] = line.state().asked
    if (asked) await line.sendAsked(asked)
    expect(line.state()).toMatchObject({ asked: [], accepted: {}, error, about, changedQuote })
  })

  it('holds up the others for no longer than half a minute when there is no answer at all', async () => {
    server.line = 'down'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    server.line = 'hangs'
    void line.submit(form('another'), 5)
    server.line = 'up'
    await vi.advanceTimersByTimeAsync(POST_MS - 1)
    expect(line.state().sending).toBe(true)
    await vi.advanceTimersByTimeAsync(2 * RESEND_MS + 1)
    expect(server.orders.size).toBe(2)
    expect(line.state()).toMatchObject({ sending: false, unsent: [], error: null })
  })
})

describe('an order', () => {
  it('is one however often it is clicked, and another once the form or the answer is', async () => {
    const line = openPage()
    await Promise.all([line.submit(form('a boat'), 5), line.submit(form('a boat'), 5)])
    expect(server.calls).toBe(1)
    await line.submit(form('a boat'), 5)
    await line.submit(form('a boat at night'), 5)
    expect(server.orders.size).toBe(3)
  })

  it('that is refused at once leaves the form as it was and nothing to send', async () => {
    const line = openPage()
    server.error = new ApiError('insufficient_credits')
    const asked = form('a boat')
    await line.submit(asked, 5)
    expect(line.state()).toMatchObject({ error: server.error, about: asked, unsent: [], asked: [] })
    expect(readOrders(user)).toEqual([])
  })

  it('needs no storage', async () => {
    vi.stubGlobal('sessionStorage', lockedStorage())
    const line = openPage()
    await line.submit(form('a boat'), 5)
    expect(line.state().accepted).toMatchObject({ count: 2 })
  })
})

describe('readOrders', () => {
  it('reads one of before there were pictures, and knows it when it is given again', async () => {
    server.line = 'down'
    const { inputs, mask, keepUnpainted, ...old } = form('a boat')
    await openPage().submit(form('a boat'), 5)
    const [key] = Object.keys(sessionStorage)
    const kept = JSON.parse(sessionStorage.getItem(key ?? '') ?? '')
    sessionStorage.setItem(key ?? '', JSON.stringify({ ...kept, form: old }))
    expect(readOrders(user)[0]?.form).toEqual({ ...old, inputs, mask, keepUnpainted })
    server.line = 'up'
    const line = openPage()
    await line.submit(form('a boat'), 5)
    expect(server.orders.size).toBe(1)
  })

  it('throws away what it cannot read, and leaves other users’ orders alone', () => {
    const prefix = orderKeyOf(user)
    const order = { form: form('a boat'), quoteCredits: 5, givenAt: 1 }
    const id = '0b6a3a7e-5a0b-4c8e-9d29-1e8f5a5ab001'
    sessionStorage.setItem(prefix + id, JSON.stringify(order))
    sessionStorage.setItem(`${prefix}no-key`, JSON.stringify(order))
    sessionStorage.setItem(prefix + id.replace('1', '2'), '{')
    sessionStorage.setItem(prefix + id.replace('1', '3'), JSON.stringify({ ...order, quoteCredits: '5' }))
    sessionStorage.setItem(orderKeyOf('v') + id, JSON.stringify(order))
    expect(readOrders(user)).toEqual([{ ...order, clientKey: id }])
    expect(Object.keys(sessionStorage)).toEqual([prefix + id, orderKeyOf('v') + id])
  })
})
