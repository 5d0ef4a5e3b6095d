'use client'

import { memo, useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage } from '#components/queries/answers.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { isUnfinished, useJobs } from '#components/queries/use-jobs.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useOnline } from '#components/ui/use-online.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { EmptyEasel } from './empty-easel.tsx'
import { JobEntry } from './job-entry.tsx'
import type { StudioForm } from './studio-form.ts'

interface ResultsProps {
  initial: JobsPage
  onReuse: (form: StudioForm) => void
  onExample: (prompt: string) => void
}

export const Results = memo(function Results(props: ResultsProps) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const online = useOnline()
  const query = useJobs(props.initial)
  const jobs = query.data.pages.flatMap((page) => page.jobs)
  const announcement = useAnnouncement(jobs)

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
      {jobs.length === 0 ? (
        <EmptyEasel onExample={props.onExample} />
      ) : (
        <ol className="space-y-10">
          {jobs.map((job) => (
            <li key={job.id} className="[content-visibility:auto] [contain-intrinsic-size:auto_24rem]">
              <JobEntry job={job} onReuse={props.onReuse} />
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

/** One sentence when a job ends, none for the steps between. */
function useAnnouncement(jobs: JobView[]): string {
  const t = useTranslate('studio')
  const [text, setText] = useState('')
  const running = useRef(new Set<string>())
  useEffect(() => {
    const ended = jobs.filter((job) => running.current.has(job.id) && !isUnfinished(job))
    running.current = new Set(jobs.filter(isUnfinished).map(({ id }) => id))
    if (ended.length === 0) return
    const images = ended.flatMap((job) => job.images)
    const done = images.filter(({ state }) => state === 'delivered').length
    const failed = images.filter(({ state }) => state === 'failed').length
    const sentences = [
      done > 0 && t('announceDone', { count: done }),
      failed > 0 && t('announceFailed', { count: failed }),
    ]
    setText(sentences.filter(Boolean).join(' '))
  }, [jobs, t])
  return text
}
