'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import { storeJob } from '#components/queries/use-jobs.ts'
import { errorSentence } from '#components/ui/error-sentence.ts'
import type { JobView } from '#lib/jobs/view.ts'

/** Cancels a job or one image of it. What was not begun ends at once; what was begun says on its tile what happens. */
export function CancelButton(props: { jobId?: string; imageId?: string; label: string; className?: string }) {
  const t = useTranslate('job')
  const tErrors = useTranslate('errors')
  const client = useQueryClient()
  const cancel = useMutation({
    mutationFn: () =>
      callApi<{ job: JobView }>(
        props.imageId ? `/api/images/${props.imageId}/cancel` : `/api/jobs/${props.jobId}/cancel`,
        { method: 'POST' },
      ),
    onSuccess: ({ job }) => {
      storeJob(client, job)
      void client.invalidateQueries({ queryKey: queryKeys.wallet })
    },
  })
  return (
    <>
      <button
        type="button"
        className={props.className ?? 'button button-quiet button-small'}
        aria-busy={cancel.isPending}
        onClick={() => !cancel.isPending && cancel.mutate()}
      >
        {cancel.isPending ? t('cancelling') : props.label}
      </button>
      {cancel.error && (
        <span role="alert" className="text-xs text-cinnabar-text">
          {errorSentence(tErrors, cancel.error)}
        </span>
      )}
    </>
  )
}
