import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useCallback, useRef, useState } from 'react'
import { ApiError, callApi } from '#components/queries/api.ts'
import { isOutOfDate } from '#components/queries/is-out-of-date.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import type { RetryTarget } from './retry-targets.ts'

export interface RetryState {
  /** What is being sent. */
  sending: RetryTarget[]
  error: unknown
  /** What is left to send, at the server's price where that differs from the one that was shown. */
  changedQuote: RetryTarget[] | null
  /** Pictures that were taken before an error or a question came up. */
  accepted: number
}

export interface Retried {
  count: number
  /** The jobs that were made. */
  jobs: JobView[]
}

const idle: RetryState = { sending: [], error: null, changedQuote: null, accepted: 0 }

function newQuote(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.code !== 'quote_changed') return null
  const quote = error.details.params?.quoteCredits
  return typeof quote === 'number' ? quote : null
}

/** Has failed pictures tried again, job by job. The server makes one job of them however often it is asked. */
export function useRetry(onRetried: (retried: Retried) => void) {
  const client = useQueryClient()
  const router = useRouter()
  const [state, setState] = useState(idle)
  const busy = useRef(false)

  const retry = useCallback(
    async (targets: RetryTarget[]): Promise<void> => {
      if (busy.current) return
      busy.current = true
      setState({ ...idle, sending: targets })
      const jobs: JobView[] = []
      let ended = idle
      for (const [index, { path, count, quoteCredits }] of targets.entries()) {
        try {
          const { job, from } = await callApi<{ job: JobView; from: JobView }>(`/api/${path}/retry`, {
            method: 'POST',
            body: { quoteCredits },
          })
          storeJob(client, job)
          storeJob(client, from)
          jobs.push(job)
        } catch (error) {
          const quote = newQuote(error)
          const left = targets.slice(index + 1)
          ended =
            quote === null
              ? { ...idle, error }
              : { ...idle, changedQuote: [{ path, count, quoteCredits: quote }, ...left] }
          if (isOutOfDate(error)) router.refresh()
          break
        }
      }
      busy.current = false
      const count = jobs.reduce((sum, { n }) => sum + n, 0)
      setState({ ...ended, accepted: count })
      if (count === 0) return
      void client.invalidateQueries({ queryKey: queryKeys.wallet })
      onRetried({ count, jobs })
    },
    [client, router, onRetried],
  )

  const forget = useCallback(() => setState(idle), [])
  return { state, retry, forget }
}
