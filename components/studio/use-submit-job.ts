import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { bodyOf } from './order-body.ts'
import { createOrderLine } from './order-line.ts'
import { createOrderStore } from './order-storage.ts'
import { readOrders } from './read-orders.ts'

/** Sends the form; what finds no line is sent again, also after a reload, and once (./order-line.ts). */
export function useSubmitJob(userId: string) {
  const client = useQueryClient()
  const [line] = useState(() =>
    createOrderLine(
      async ({ clientKey, quoteCredits, form }, signal) => {
        const body = { userId, clientKey, quoteCredits, ...bodyOf(form) }
        const { job } = await callApi<{ job: JobView }>('/api/jobs', { method: 'POST', body, signal })
        return job
      },
      createOrderStore(userId),
      (job) => {
        storeJob(client, job)
        void client.invalidateQueries({ queryKey: queryKeys.wallet })
        void client.invalidateQueries({ queryKey: queryKeys.prompts })
      },
    ),
  )
  const state = useSyncExternalStore(line.subscribe, line.state, line.state)

  useEffect(() => {
    const close = line.open()
    line.takeUp(readOrders(userId))
    return close
  }, [line, userId])

  return { ...line, state }
}
