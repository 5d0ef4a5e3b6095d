'use client'

import { RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { LocalTime } from '#components/ui/local-time.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { CancelButton } from './cancel-button.tsx'
import { failurePartsOf } from './failed-job-entry.tsx'
import { hasFailures, isCancellable, JobCost, type JobEntryProps } from './job-entry.tsx'
import { JobHold } from './job-hold.tsx'
import { JobInputs } from './job-inputs.tsx'
import { useJobWork } from './job-work.ts'
import { PictureTile } from './picture-tile.tsx'
import { secondsTaken } from './seconds-taken.ts'
import { shorten } from './shorten.ts'
import { typicalSecondsOf } from './studio-facts.ts'
import { formOf } from './studio-form.ts'
import { useDurationText } from './wait-words.tsx'

type Shared = Omit<JobEntryProps, 'job'>

/** Jobs that were ordered to be compared: side by side, each with its model, its quality, what it cost and how long it took. */
export function ComparisonEntry(props: Shared & { jobs: readonly [JobView, ...JobView[]] }) {
  const t = useTranslate('job')
  const locale = useLocale()
  const { jobs, ...shared } = props
  const [first] = jobs
  const article = useRef<HTMLElement>(null)
  const { isFocused = false, onFocused } = props
  useEffect(() => {
    if (!isFocused) return
    article.current?.focus()
    onFocused?.()
  }, [isFocused, onFocused])
  return (
    <article
      ref={article}
      tabIndex={-1}
      aria-label={shorten(first.prompt)}
      className="border-y border-line py-5 outline-offset-4"
    >
      <p className="text-xs text-soft">
        {t('comparison', { count: jobs.length })} ·{' '}
        <Link href={`/${locale}/jobs/${first.id}`} className="hover:underline" prefetch={false}>
          <LocalTime iso={first.createdAt} />
        </Link>
      </p>
      <p className="mt-0.5 line-clamp-2 max-w-[70ch]" dir="auto">
        {shorten(first.prompt, 400)}
      </p>
      {first.inputs.length > 0 && <JobInputs job={first} />}
      <ul
        className="mt-3 grid items-start gap-x-4 gap-y-6"
        style={{
          gridTemplateColumns: `repeat(auto-fill, minmax(min(${columnRem(jobs.length)}rem, 46%), 1fr))`,
        }}
      >
        {jobs.map((job) => (
          <Column key={job.id} job={job} {...shared} />
        ))}
      </ul>
    </article>
  )
}

/** Two stand large, six small: in rem. */
function columnRem(count: number): number {
  return count <= 2 ? 20 : count <= 4 ? 14 : 11
}

function Column(props: Shared & { job: JobView }) {
  const t = useTranslate('job')
  const tStudio = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const durationText = useDurationText()
  const { job, facts } = props
  const failures = failurePartsOf(job, useJobWork(job, props))
  const seconds = secondsTaken(job)
  const typical = typicalSecondsOf(facts, job)
  return (
    <li className="min-w-0">
      <ul className="grid gap-2">
        {job.images.map((image) => (
          <PictureTile key={image.id} image={image} job={job} failures={failures} onUse={props.onUse} />
        ))}
      </ul>
      <p className="mt-1 text-sm font-medium">{modelName(job.model)}</p>
      <p className="numerals text-xs text-soft">
        {tChoices(`quality.${job.params.quality}`)} · {sizeText(job.params.size)}
      </p>
      <p className="numerals text-xs">
        <JobCost job={job} />
        {seconds !== null ? (
          <span className="text-soft"> · {durationText(seconds)}</span>
        ) : (
          typical !== null &&
          job.finishedAt === null && (
            <span className="text-soft"> · {tStudio('about', { time: durationText(typical) })}</span>
          )
        )}
      </p>
      <JobHold job={job} />
      {hasFailures(job) && failures.all}
      <div className="mt-1 -ml-2 flex flex-wrap">
        {isCancellable(job) && <CancelButton job={job} label={t('cancel')} onAgain={props.onVary} />}
        {props.onReuse && (
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => props.onReuse?.(formOf(job))}
          >
            <RotateCcw aria-hidden="true" className="size-4" />
            {t('reuse')}
          </button>
        )}
      </div>
    </li>
  )
}
