import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type RefObject, useCallback, useState } from 'react'
import { ApiError, callApi } from '#components/queries/api.ts'
import { isOutOfDate } from '#components/queries/is-out-of-date.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { newClientKey } from './client-key.ts'
import type { Variant } from './comparison-variants.ts'
import { bodyOf } from './order-body.ts'
import type { StudioForm } from './studio-form.ts'

/** The key of the comparison that has not been answered yet; outlives the dialog, so that trying again later is still the same one. */
export interface ComparisonKey {
  content: string
  clientKey: string
}

/** Orders a comparison: all of it or nothing, and once, however often it is asked for before the server has answered. */
export function useSubmitComparison(userId: string, key: RefObject<ComparisonKey | null>) {
  const client = useQueryClient()
  const router = useRouter()
  const [state, setState] = useState<{ sending: boolean; error: unknown }>({ sending: false, error: null })

  const submit = useCallback(
    async (form: StudioForm, variants: readonly Variant[]): Promise<JobView[] | null> => {
      const ordered = variants.map(({ model, params, price }) => ({ model, params, quoteCredits: price }))
      const { prompt, inputs, mask, keepUnpainted } = bodyOf(form)
      const shared = { prompt, n: 1, inputs, mask, keepUnpainted }
      const content = JSON.stringify([shared, ordered])
      if (key.current?.content !== content) key.current = { content, clientKey: newClientKey() }
      const { clientKey } = key.current
      setState({ sending: true, error: null })
      try {
        const { jobs } = await callApi<{ jobs: JobView[] }>('/api/comparisons', {
          method: 'POST',
          body: { userId, clientKey, ...shared, variants: ordered },
        })
        key.current = null
        for (const job of jobs) storeJob(client, job)
        void client.invalidateQueries({ queryKey: queryKeys.wallet })
        void client.invalidateQueries({ queryKey: queryKeys.prompts })
        setState({ sending: false, error: null })
        return jobs
      } catch (error) {
        if (error instanceof ApiError && error.code === 'key_reused') key.current = null
        setState({ sending: false, error })
        // A price of yesterday is told as an error; today's stand here a moment later.
        if (isOutOfDate(error)) router.refresh()
        return null
      }
    },
    [client, router, userId, key],
  )
  return { state, submit }
}
