import { ApiError } from '#components/queries/api.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { newClientKey } from './client-key.ts'
import { bodyOf } from './order-body.ts'
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

/** An order that waited and is not sent any more without its user's word. */
export interface AskedOrder extends Order {
  /** `late`: whether the server has taken it is not known. Else it has not. */
  why: 'late' | 'price' | 'refused'
  /** What the server said; not kept over a reload. */
  error?: unknown
}

export interface SubmitState {
  sending: boolean
  /** Orders that did not reach the server: sent again by themselves, under their own keys, until it answers. */
  unsent: readonly Order[]
  asked: readonly AskedOrder[]
  /** What came of the form that was sent last, whatever others that waited come to: with its next change there is nothing more to say. */
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
/** No answer in so long is none: it would hold up all others. */
export const POST_MS = 30_000

/** What is thrown after the server has looked for the order by its key: then it had not taken it before either. */
const refusals: readonly string[] = ['insufficient_credits', 'model_unavailable', 'moderation_brake']

/** The same for equal forms: one that was kept may have its fields in another order. */
function contentOf(form: StudioForm): string {
  const body = bodyOf(form)
  return JSON.stringify(body, [...Object.keys(body), ...Object.keys(form.params)].sort())
}

/** Whether two forms order the same. */
export function isSameForm(one: StudioForm, other: StudioForm): boolean {
  return contentOf(one) === contentOf(other)
}

/** A clock that was set back says nothing. */
function isLate({ givenAt }: Order): boolean {
  const age = Date.now() - givenAt
  return age < 0 || age > ASK_AFTER_MS
}

/**
 * The orders of one page. A key stands for one state of the form until the server has answered it: a double click or a second try
 * after a lost line or a reload is the same job, the next click after an answer is a new one.
 * @param post sends one order; what it throws that is no ApiError counts as no answer
 * @param onJob hears of each job that was accepted
 */
export function createOrderLine(
  post: (order: Order, signal: AbortSignal) => Promise<JobView>,
  store: OrderStore,
  onJob: (job: JobView) => void,
) {
  let state: SubmitState = { ...nothing, sending: false, unsent: [], asked: [] }
  /** Given last, unless it was accepted or dropped: an answer that is an error may hide that it was taken. */
  let last: Order | null = null
  let serial = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = false
  const listeners = new Set<() => void>()
  const inFlight = new Map<string, Order>()
  /** Not to be sent, though they may be under way: whatever comes of those, they do not wait again. */
  const dropped = new Set<string>()

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

  /** There is nothing to wait for any more. */
  function settle(order: Order, told: Partial<SubmitState> = {}): void {
    store.remove(order.clientKey)
    change({ ...without(order), ...told })
  }

  /** Its form given once more is another order. */
  function close({ clientKey }: Order): void {
    if (last?.clientKey === clientKey) last = null
  }

  function discard(order: Order): void {
    dropped.add(order.clientKey)
    close(order)
    settle(order)
  }

  /** Lets it wait: to be sent again, or for its user's word. */
  function keep(order: Order | AskedOrder): void {
    const { unsent, asked } = without(order)
    change('why' in order ? { unsent, asked: [...asked, order] } : { unsent: [...unsent, order], asked })
  }

  function ask(order: Order, why: AskedOrder['why'], error?: unknown): void {
    const asked = { ...order, why }
    store.put(asked)
    keep({ ...asked, error })
  }

  /** @param isAgain it waited: it may have been taken before, and what the form shows is about another */
  function refuse(order: Order, error: unknown, isAgain: boolean): void {
    const { form, clientKey } = order
    const { code, details } = error instanceof ApiError ? error : new ApiError('network')
    const quoteCredits = code === 'quote_changed' && details.params?.quoteCredits
    const isReused = code === 'key_reused'
    if (isReused) close(order)
    if (dropped.has(clientKey)) settle(order)
    else if (code === 'network') keep(order)
    else if (isAgain && !isReused) {
      if (typeof quoteCredits === 'number') ask({ ...order, quoteCredits }, 'price')
      else ask(order, refusals.includes(code) ? 'refused' : 'late', error)
    } else {
      const changed = typeof quoteCredits === 'number' && {
        error: null,
        changedQuote: { form, quoteCredits },
      }
      settle(order, { ...nothing, error, about: isAgain ? null : form, ...changed })
    }
  }

  async function send(order: Order, isAgain: boolean): Promise<void> {
    const { clientKey } = order
    if (inFlight.has(clientKey)) return
    inFlight.set(clientKey, order)
    store.put(order)
    change({})
    await post(order, AbortSignal.timeout(POST_MS))
      .finally(() => inFlight.delete(clientKey))
      .then(
        (job) => {
          close(order)
          onJob(job)
          serial++
          settle(order, { accepted: { count: job.n, serial } })
        },
        (error: unknown) => refuse(order, error, isAgain),
      )
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
      const isSame = (each: Order | null) => each !== null && isSameForm(each.form, form)
      const waiting = [...state.unsent, ...state.asked].find(isSame)
      const known = waiting ?? [...inFlight.values(), last].find(isSame)
      const clientKey = known?.clientKey ?? newClientKey()
      dropped.delete(clientKey)
      last = { clientKey, form, quoteCredits, givenAt: Date.now() }
      change(nothing)
      return send(last, waiting !== undefined)
    },
    /** Takes up what an earlier page could not send, or was to ask for. */
    takeUp(orders: readonly (Order | AskedOrder)[]): void {
      for (const order of orders) if (!inFlight.has(order.clientKey)) keep(order)
      again()
    },
    sendAsked({ why, error, ...order }: AskedOrder): Promise<void> {
      return send({ ...order, givenAt: Date.now() }, true)
    },
    dropAsked: discard,
    forget(): void {
      change(nothing)
    },
    /** Sends no more of what did not reach the server. */
    drop(): void {
      for (const order of state.unsent) discard(order)
    },
  }
}
