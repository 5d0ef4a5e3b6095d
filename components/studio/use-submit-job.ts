import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { ApiError, callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { newClientKey } from './client-key.ts'
import type { StudioForm } from './studio-form.ts'

export interface SubmitState {
  sending: boolean
  error: unknown
  /** The server's price for one image, where it differs from the one that was shown. */
  changedQuote: { form: StudioForm; quoteCredits: number } | null
  /** Pictures of the job accepted last; `serial` makes each answer news, even with the same number. */
  accepted: { count: number; serial: number } | null
}

const idle: SubmitState = { sending: false, error: null, changedQuote: null, accepted: null }

/**
 * Sends the form. A key stands for one state of the form until the server has answered it: a double click or a second
 * try after a lost line is the same job, the next click after an answer is a new one.
 */
export function useSubmitJob() {
  const client = useQueryClient()
  const [state, setState] = useState(idle)
  const key = useRef<{ content: string; clientKey: string } | null>(null)
  const serial = useRef(0)

  const submit = useCallback(
    async (form: StudioForm, quoteCredits: number): Promise<void> => {
      const content = JSON.stringify(form)
      if (key.current?.content !== content) key.current = { content, clientKey: newClientKey() }
      const { clientKey } = key.current
      setState({ ...idle, sending: true })
      try {
        const { job } = await callApi<{ job: JobView }>('/api/jobs', {
          method: 'POST',
          body: { clientKey, quoteCredits, ...form },
        })
        if (key.current?.clientKey === clientKey) key.current = null
        storeJob(client, job)
        void client.invalidateQueries({ queryKey: queryKeys.wallet })
        serial.current++
        setState({ ...idle, accepted: { count: job.n, serial: serial.current } })
      } catch (error) {
        const quote =
          error instanceof ApiError && error.code === 'quote_changed'
            ? error.details.params?.quoteCredits
            : undefined
        if (error instanceof ApiError && error.code === 'key_reused') key.current = null
        if (typeof quote === 'number') setState({ ...idle, changedQuote: { form, quoteCredits: quote } })
        else setState({ ...idle, error })
      }
    },
    [client],
  )

  const forget = useCallback(() => setState(idle), [])
  return { state, submit, forget }
}
