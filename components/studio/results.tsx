'use client'

import { memo, useCallback, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage } from '#components/queries/answers.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { useJobs } from '#components/queries/use-jobs.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useOnline } from '#components/ui/use-online.ts'
import { EmptyEasel } from './empty-easel.tsx'
import { JobEntry } from './job-entry.tsx'
import { RetryAll } from './retry-all.tsx'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import { useAnnouncement } from './use-announcement.ts'
import type { Retried } from './use-retry.ts'

interface ResultsProps {
  initial: JobsPage
  facts: StudioFacts
  onReuse: (form: StudioForm) => void
  onExample: (prompt: string) => void
}

export const Results = memo(function Results(props: ResultsProps) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const online = useOnline()
  const query = useJobs(props.initial)
  const jobs = query.data.pages.flatMap((page) => page.jobs)
  const { announcement, announceRetried } = useAnnouncement(jobs)
  const [madeJobId, setMadeJobId] = useState<string | null>(null)

  /** The button above the list is gone with what failed: the focus goes to the first of what came of it. */
  const onRetriedAll = useCallback(
    (retried: Retried) => {
      announceRetried(retried)
      setMadeJobId(retried.jobs.at(-1)?.id ?? null)
    },
    [announceRetried],
  )
  const onFocused = useCallback(() => setMadeJobId(null), [])

  return (
    <>
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {!online && (
        <p role="status" className="mb-6 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm">
          {t('offline')}
        </p>
      )}
      {query.error && !saysSessionEnded(query.error) && (
        <div className="mb-6">
          <ErrorNotice error={query.error} />
        </div>
      )}
      <RetryAll jobs={jobs} facts={props.facts} onRetried={onRetriedAll} />
      {jobs.length === 0 ? (
        <EmptyEasel onExample={props.onExample} />
      ) : (
        <ol className="space-y-10">
          {jobs.map((job) => (
            <li key={job.id} className="[content-visibility:auto] [contain-intrinsic-size:auto_24rem]">
              <JobEntry
                job={job}
                facts={props.facts}
                onReuse={props.onReuse}
                onRetried={announceRetried}
                isFocused={job.id === madeJobId}
                onFocused={onFocused}
              />
            </li>
          ))}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="mt-12 text-center">
          <button
            type="button"
            className="button button-plain"
            aria-busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? tCommon('loading') : t('older')}
          </button>
        </div>
      )}
    </>
  )
})
