import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { newClientKey } from './client-key.ts'
import type { StudioForm } from './studio-form.ts'

/** What is asked of the server: always the same under one key. */
interface Order {
  clientKey: string
  form: StudioForm
  quoteCredits: number
}

export interface SubmitState {
  sending: boolean
  /** Orders that did not reach the server: sent again by themselves, under their own keys, until it answers. */
  unsent: readonly Order[]
  /** What came of the last one, and of which form: with its next change there is nothing more to say. Null: of one that waited. */
  error: unknown
  about: StudioForm | null
  /** The server's price for one image, where it differs from the one that was shown. */
  changedQuote: { form: StudioForm; quoteCredits: number } | null
  /** Pictures of the job accepted last; `serial` makes each answer news, even with the same number. */
  accepted: { count: number; serial: number } | null
}

const idle: SubmitState = {
  sending: false,
  unsent: [],
  error: null,
  about: null,
  changedQuote: null,
  accepted: null,
}
const RESEND_MS = 4_000

function isNetwork(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'network'
}

/**
 * Sends the form. A key stands for one state of the form until the server has answered it: a double click or a second
 * try after a lost line is the same job, the next click after an answer is a new one.
 */
export function useSubmitJob() {
  const client = useQueryClient()
  const [state, setState] = useState(idle)
  const key = useRef<{ content: string; clientKey: string } | null>(null)
  const serial = useRef(0)

  const send = useCallback(
    async (order: Order, isAgain = false): Promise<void> => {
      const { clientKey, form, quoteCredits } = order
      const about = isAgain ? null : form
      const isOrder = ({ clientKey: each }: Order) => each === clientKey
      setState((now) => ({ ...idle, unsent: now.unsent, sending: true }))
      function end(ended: Partial<SubmitState>, isAnswered = true): void {
        setState((now) => {
          const others = now.unsent.filter((each) => !isOrder(each))
          const unsent = isAnswered ? others : now.unsent.some(isOrder) ? now.unsent : [...now.unsent, order]
          return { ...idle, unsent, ...ended }
        })
      }
      try {
        const { job } = await callApi<{ job: JobView }>('/api/jobs', {
          method: 'POST',
          body: { clientKey, quoteCredits, ...form },
        })
        if (key.current?.clientKey === clientKey) key.current = null
        storeJob(client, job)
        void client.invalidateQueries({ queryKey: queryKeys.wallet })
        void client.invalidateQueries({ queryKey: queryKeys.prompts })
        serial.current++
        end({ accepted: { count: job.n, serial: serial.current } })
      } catch (error) {
        if (isNetwork(error)) return end({}, false)
        const quote =
          error instanceof ApiError && error.code === 'quote_changed'
            ? error.details.params?.quoteCredits
            : undefined
        if (error instanceof ApiError && error.code === 'key_reused') key.current = null
        if (typeof quote === 'number') end({ changedQuote: { form, quoteCredits: quote }, about })
        else end({ error, about })
      }
    },
    [client],
  )

  const submit = useCallback(
    (form: StudioForm, quoteCredits: number): Promise<void> => {
      const content = JSON.stringify(form)
      if (key.current?.content !== content) key.current = { content, clientKey: newClientKey() }
      return send({ clientKey: key.current.clientKey, form, quoteCredits })
    },
    [send],
  )

  // When the line is back, and every few seconds besides: a server that was away gives no sign.
  const { unsent, sending } = state
  useEffect(() => {
    const [order] = unsent
    if (!order || sending) return
    const again = () => void send(order, true)
    const timer = setTimeout(again, RESEND_MS)
    window.addEventListener('online', again)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', again)
    }
  }, [unsent, sending, send])

  const forget = useCallback(() => setState(({ unsent: kept }) => ({ ...idle, unsent: kept })), [])
  /** Sends no more of what did not reach the server. */
  const drop = useCallback(() => {
    key.current = null
    setState((now) => ({ ...now, unsent: [] }))
  }, [])
  return { state, submit, forget, drop }
}
