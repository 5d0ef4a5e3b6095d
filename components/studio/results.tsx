'use client'

import { memo, useCallback, useMemo, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobsPage } from '#components/queries/answers.ts'
import { saysSessionEnded } from '#components/queries/session-ended.ts'
import { useJobs } from '#components/queries/use-jobs.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { PartGuard } from '#components/ui/part-guard.tsx'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { Announcer, ComparisonEntry, EmptyEasel, RetryAll } from './drawn-later.ts'
import { groupJobs } from './group-jobs.ts'
import { JobEntry } from './job-entry.tsx'
import { roomFor } from './room-for.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import type { Retried } from './use-retry.ts'

interface ResultsProps {
  initial: JobsPage
  facts: StudioFacts
  onReuse: (form: StudioForm) => void
  onVary: (job: JobView) => void
  onUse: (image: ImageView) => void
  onExample: (prompt: string) => void
  onPaintExample: (prompt: string) => void
}

export const Results = memo(function Results(props: ResultsProps) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const query = useJobs(props.initial)
  const { pages } = query.data
  const jobs = useMemo(() => pages.flatMap((page) => page.jobs), [pages])
  const groups = useMemo(() => groupJobs(jobs), [jobs])
  const wantsRetryAll = useOnce(jobs.filter(hasRetryable).length > 1)
  const [retried, setRetried] = useState<Retried | null>(null)
  const [madeJobId, setMadeJobId] = useState<string | null>(null)

  /** The button above the list is gone with what failed: the focus goes to the first of what came of it. */
  const onRetriedAll = useCallback((made: Retried) => {
    setRetried(made)
    setMadeJobId(made.jobs.at(-1)?.id ?? null)
  }, [])
  const onFocused = useCallback(() => setMadeJobId(null), [])

  return (
    <>
      {query.error && !saysSessionEnded(query.error) && (
        <div className="mb-6">
          <ErrorNotice error={query.error} />
        </div>
      )}
      {wantsRetryAll && (
        <PartGuard>
          <RetryAll jobs={jobs} facts={props.facts} onRetried={onRetriedAll} />
        </PartGuard>
      )}
      {jobs.length === 0 ? (
        <PartGuard>
          <EmptyEasel
            markupBps={props.facts.markupBps}
            onExample={props.onExample}
            onPaint={props.onPaintExample}
          />
        </PartGuard>
      ) : (
        <ol className="-m-2 space-y-6">
          {groups.map(({ key, jobs: [job, ...others] }) => {
            const shared = {
              facts: props.facts,
              onReuse: props.onReuse,
              onVary: props.onVary,
              onUse: props.onUse,
              onRetried: setRetried,
              isFocused: job.id === madeJobId,
              onFocused,
            }
            return (
              // What is not drawn while it is out of sight cuts off what stands out: hence the padding, for buttons and rings.
              <li key={key} className="p-2 [content-visibility:auto]" style={roomFor([job, ...others])}>
                {others.length === 0 ? (
                  <JobEntry job={job} {...shared} />
                ) : (
                  <PartGuard>
                    <ComparisonEntry jobs={[job, ...others]} {...shared} />
                  </PartGuard>
                )}
              </li>
            )
          })}
        </ol>
      )}
      {query.hasNextPage && (
        <div className="mt-12 text-center">
          <button
            type="button"
            className="button button-plain"
            aria-busy={query.isFetchingNextPage}
            onClick={() =>
              // The focus goes to the first of what comes: it stands where the button was, which may be gone then.
              void query
                .fetchNextPage()
                .then(({ data }) =>
                  setMadeJobId(data?.pages.flatMap((page) => page.jobs)[jobs.length]?.id ?? null),
                )
            }
          >
            {query.isFetchingNextPage ? tCommon('loading') : t('older')}
          </button>
        </div>
      )}
      <PartGuard>
        <Announcer jobs={jobs} retried={retried} />
      </PartGuard>
    </>
  )
})

function hasRetryable(job: JobView): boolean {
  return job.images.some(({ canRetry }) => canRetry)
}

/** True from the first time on: what has something to say about the last click must not go with its reason. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now)
  if (now && !ever) setEver(true)
  return ever || now
}
