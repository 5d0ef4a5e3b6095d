'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import { errorSentence } from '#components/ui/error-sentence.ts'
import { showToast } from '#components/ui/toast.ts'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import type { JobView } from '#lib/jobs/view.ts'

/**
 * Cancels a job or one image of it, without a question: what was not begun ends at once and costs nothing, and who slipped orders
 * it anew from the toast. What was begun says on its tile what happens.
 */
export function CancelButton(props: {
  job: JobView
  /** Only this image of it. */
  imageId?: string
  label: string
  /** Fills the form with the same again. */
  onAgain?: (job: JobView) => void
  className?: string
}) {
  const t = useTranslate('job')
  const tErrors = useTranslate('errors')
  const client = useQueryClient()
  const [isPending, setIsPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const button = useRef<HTMLButtonElement>(null)
  // It goes when it was pressed, and when there is nothing left to cancel.
  useFocusHeir(button, (going) => going.closest('article'))
  const { job, imageId, onAgain } = props

  async function cancel(): Promise<void> {
    setIsPending(true)
    setError(null)
    try {
      const path = imageId ? `/api/images/${imageId}/cancel` : `/api/jobs/${job.id}/cancel`
      const answer = await callApi<{ job: JobView }>(path, { method: 'POST' })
      storeJob(client, answer.job)
      void client.invalidateQueries({ queryKey: queryKeys.wallet })
      if (answer.job.state === 'cancelled' && onAgain) {
        showToast({
          text: t('cancelledToast'),
          action: { label: t('orderAgain'), onAction: () => onAgain(job) },
        })
      }
    } catch (failure) {
      setError(failure)
    }
    setIsPending(false)
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className ?? 'button button-quiet button-small'}
        aria-busy={isPending}
        onClick={() => !isPending && void cancel()}
      >
        {isPending ? t('cancelling') : props.label}
      </button>
      {error !== null && (
        <span role="alert" className="text-xs text-cinnabar-text">
          {errorSentence(tErrors, error)}
        </span>
      )}
    </>
  )
}
