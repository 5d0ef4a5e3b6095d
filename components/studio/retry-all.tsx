'use client'

import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { JobView } from '#lib/jobs/view.ts'
import { RetryAnswer } from './retry-answer.tsx'
import { countOf, targetsOf, totalOf } from './retry-targets.ts'
import type { StudioFacts } from './studio-facts.ts'
import { type Retried, useRetry } from './use-retry.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** After an outage: one button for what failed in several jobs, with the price of it all. */
export function RetryAll(props: {
  jobs: JobView[]
  facts: StudioFacts
  onRetried: (retried: Retried) => void
}) {
  const t = useTranslate('studio')
  const tJob = useTranslate('job')
  const retrying = useRetry(props.onRetried)
  const [sinceMs] = useState(() => Date.now() - DAY_MS)
  const targets = targetsOf(props.jobs, props.facts, sinceMs)
  const { sending, error, changedQuote } = retrying.state
  const isSending = sending.length > 0
  if (targets.length < 2 && !isSending && error === null && changedQuote === null) return null
  const cost = tJob('cost', { count: totalOf(targets) })
  return (
    <div className="mb-8">
      {targets.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-y border-line py-3">
          <p className="text-sm">{t('failedJobs', { count: countOf(targets), jobs: targets.length })}</p>
          <button
            type="button"
            className="button button-plain button-small"
            aria-busy={isSending}
            onClick={() => void retrying.retry(targets)}
          >
            <RotateCcw aria-hidden="true" className="size-4" />
            {isSending ? tJob('retrySending') : t('retryAllJobs', { cost })}
          </button>
        </div>
      )}
      <RetryAnswer retrying={retrying} />
    </div>
  )
}
