import { ApiError } from '#components/queries/api.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { newClientKey } from './client-key.ts'
import type { StudioForm } from './studio-form.ts'

/** What is asked of the server: always the same under one key. */
export interface Order {
  clientKey: string
  form: StudioForm
  /** Of one picture, as it was shown. */
  quoteCredits: number
  /** When its user gave the word for it, in milliseconds. */
  givenAt: number
}

/** An order that waited and is not sent any more without its user's word: too much time went by, or the server refused it. */
export interface AskedOrder extends Order {
  why: 'late' | 'price' | 'refused'
}

export interface SubmitState {
  sending: boolean
  /** Orders that did not reach the server: sent again by themselves, under their own keys, until it answers. */
  unsent: readonly Order[]
  asked: readonly AskedOrder[]
  /** What came of the last one, and of which form: with its next change there is nothing more to say. Null: of one that waited. */
  error: unknown
  about: StudioForm | null
  /** The server's price for one image, where it differs from the one that was shown. */
  changedQuote: { form: StudioForm; quoteCredits: number } | null
  /** Pictures of the job accepted last; `serial` makes each answer news, even with the same number. */
  accepted: { count: number; serial: number } | null
}

/** Where orders outlive the page until the server has answered them. */
export interface OrderStore {
  put(order: Order): void
  remove(clientKey: string): void
}

const nothing = { error: null, about: null, changedQuote: null, accepted: null }
export const RESEND_MS = 4_000
/** After so long nobody may expect it any more, or it was ordered elsewhere since. */
export const ASK_AFTER_MS = 10 * 60_000

/** A clock that was set back says nothing. */
function isLate({ givenAt }: Order): boolean {
  const age = Date.now() - givenAt
  return age < 0 || age > ASK_AFTER_MS
}

/**
 * The orders of one page. A key stands for one state of the form until the server has answered it: a double click or a second try
 * after a lost line is the same job, the next click after an answer is a new one.
 * @param post sends one order; throws ApiError
 * @param onJob hears of each job that was accepted
 */
export function createOrderLine(
  post: (order: Order) => Promise<JobView>,
  store: OrderStore,
  onJob: (job: JobView) => void,
) {
  let state: SubmitState = { ...nothing, sending: false, unsent: [], asked: [] }
  let key: { content: string; clientKey: string } | null = null
  let serial = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = false
  const listeners = new Set<() => void>()
  const inFlight = new Set<string>()

  function change(to: Partial<SubmitState>): void {
    state = { ...state, ...to, sending: inFlight.size > 0 }
    for (const listener of listeners) listener()
    wait()
  }

  function wait(): void {
    clearTimeout(timer)
    if (isOpen && state.unsent.length > 0 && !state.sending) timer = setTimeout(again, RESEND_MS)
  }

  function without({ clientKey }: Order): Pick<SubmitState, 'unsent' | 'asked'> {
    const isOther = (each: Order) => each.clientKey !== clientKey
    return { unsent: state.unsent.filter(isOther), asked: state.asked.filter(isOther) }
  }

  /** The server has answered, and there is nothing to wait for. */
  function settle(order: Order, told: Partial<SubmitState>): void {
    store.remove(order.clientKey)
    change({ ...nothing, ...without(order), ...told })
  }

  function ask(order: Order, why: AskedOrder['why'], error: unknown = null): void {
    const asked = { ...order, why }
    store.put(asked)
    const others = without(order)
    change({ ...nothing, ...others, asked: [...others.asked, asked], error })
  }

  function refuse(order: Order, error: unknown, isAgain: boolean): void {
    const code = error instanceof ApiError ? error.code : null
    const quote =
      error instanceof ApiError && code === 'quote_changed' ? error.details.params?.quoteCredits : undefined
    if (code === 'network') {
      const others = without(order)
      change({ ...nothing, ...others, unsent: [...others.unsent, order] })
    } else if (isAgain) {
      if (typeof quote === 'number') ask({ ...order, quoteCredits: quote }, 'price')
      else if (code === 'key_reused') settle(order, { error })
      else ask(order, 'refused', error)
    } else {
      const { form } = order
      if (code === 'key_reused') key = null
      if (typeof quote === 'number')
        settle(order, { changedQuote: { form, quoteCredits: quote }, about: form })
      else settle(order, { error, about: form })
    }
  }

  async function send(order: Order, isAgain: boolean): Promise<void> {
    if (inFlight.has(order.clientKey)) return
    inFlight.add(order.clientKey)
    store.put(order)
    change({ ...nothing })
    try {
      const job = await post(order)
      inFlight.delete(order.clientKey)
      if (key?.clientKey === order.clientKey) key = null
      onJob(job)
      serial++
      settle(order, { accepted: { count: job.n, serial } })
    } catch (error) {
      inFlight.delete(order.clientKey)
      refuse(order, error, isAgain)
    }
  }

  /** When the line is back, and every few seconds besides: a server that was away gives no sign. */
  function again(): void {
    const [order] = state.unsent
    if (!order || state.sending) return
    if (!isLate(order)) void send(order, true)
    // Without a line nothing can come of the question yet.
    else if (navigator.onLine) ask(order, 'late')
    else wait()
  }

  return {
    state: () => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Sends again what did not reach the server, until this is ended by what it returns. */
    open(): () => void {
      isOpen = true
      wait()
      window.addEventListener('online', again)
      return () => {
        isOpen = false
        clearTimeout(timer)
        window.removeEventListener('online', again)
      }
    },
    submit(form: StudioForm, quoteCredits: number): Promise<void> {
      const content = JSON.stringify(form)
      if (key?.content !== content) key = { content, clientKey: newClientKey() }
      return send({ clientKey: key.clientKey, form, quoteCredits, givenAt: Date.now() }, false)
    },
    /** Takes up what an earlier page could not send, or was to ask for. */
    takeUp(orders: readonly (Order | AskedOrder)[]): void {
      const known = new Set([...state.unsent, ...state.asked].map(({ clientKey }) => clientKey))
      const unsent = [...state.unsent]
      const asked = [...state.asked]
      for (const order of orders) {
        if (known.has(order.clientKey) || inFlight.has(order.clientKey)) continue
        if ('why' in order) asked.push(order)
        else if (isLate(order)) asked.push({ ...order, why: 'late' })
        else unsent.push(order)
      }
      change({ unsent, asked })
      again()
    },
    sendAsked({ why, ...order }: AskedOrder): Promise<void> {
      return send({ ...order, givenAt: Date.now() }, true)
    },
    dropAsked(order: AskedOrder): void {
      settle(order, {})
    },
    forget(): void {
      change(nothing)
    },
    /** Sends no more of what did not reach the server. */
    drop(): void {
      key = null
      for (const { clientKey } of state.unsent) store.remove(clientKey)
      change({ unsent: [] })
    },
  }
}
