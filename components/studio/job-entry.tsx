'use client'

import { Repeat2, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { type CSSProperties, memo, type ReactNode, useEffect, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { isUnfinished } from '#components/queries/use-jobs.ts'
import { LocalTime } from '#components/ui/local-time.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { parseSize } from '#lib/catalog/choices.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { CancelButton, FailedJobEntry, JobHold, JobInputs } from './drawn-later.ts'
import { PictureTile } from './picture-tile.tsx'
import { shorten } from './shorten.ts'
import type { StudioFacts } from './studio-facts.ts'
import { formOf, type StudioForm } from './studio-form.ts'
import type { Retried } from './use-retry.ts'

export interface JobEntryProps {
  job: JobView
  facts: StudioFacts
  onReuse?: (form: StudioForm) => void
  /** The same again, after a look at the price. */
  onVary?: (job: JobView) => void
  /** A picture of it is to be worked from. */
  onUse?: (image: ImageView) => void
  onRetried: (retried: Retried) => void
  /** Whether the focus is to come here, since what had it is gone. */
  isFocused?: boolean
  onFocused?: () => void
}

/** As much of a prompt as two lines can show. */
const SHOWN = 400

/** What an entry shows of pictures that were not painted; ./failed-job-entry.tsx makes it. */
export interface FailureParts {
  /** In the place of the picture. */
  tile: (image: ImageView) => ReactNode
  /** Below its place. */
  foot: (image: ImageView) => ReactNode
  /** Below all of them: why, and what to do about them together. */
  all: ReactNode
}

/** One job, in the studio's list or by itself. */
export const JobEntry = memo(function JobEntry(props: JobEntryProps) {
  if (!hasFailures(props.job)) return <JobFrame {...props} />
  return (
    <PartGuard fallback={<JobFrame {...props} />}>
      <FailedJobEntry {...props} />
    </PartGuard>
  )
})

/** Its pictures in a row with true proportions, and below them what was asked and what it cost. */
export function JobFrame(props: JobEntryProps & { failures?: FailureParts }) {
  const t = useTranslate('job')
  const tChoices = useTranslate('choices')
  const locale = useLocale()
  const { job, onReuse, onVary, failures } = props
  const article = useRef<HTMLElement>(null)
  const { isFocused = false, onFocused } = props
  useEffect(() => {
    if (!isFocused) return
    article.current?.focus()
    onFocused?.()
  }, [isFocused, onFocused])

  return (
    <article ref={article} aria-label={shorten(job.prompt)} id={`job-${job.id}`} tabIndex={-1}>
      <ul className="grid gap-x-3 gap-y-2" style={hanging(job)}>
        {job.images.map((image) => (
          <PictureTile key={image.id} image={image} job={job} failures={failures} onUse={props.onUse} />
        ))}
      </ul>
      {isHeld(job) && (
        <PartGuard>
          <JobHold job={job} />
        </PartGuard>
      )}
      {failures?.all}
      {job.inputs.length > 0 && (
        <PartGuard>
          <JobInputs job={job} />
        </PartGuard>
      )}
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-64 flex-1">
          <p
            dir="auto"
            className="line-clamp-2 max-w-[70ch]"
            title={job.prompt.length > 120 ? shorten(job.prompt, 1_000) : undefined}
          >
            {shorten(job.prompt, SHOWN)}
          </p>
          <p className="numerals mt-0.5 text-xs text-soft">
            <Link href={`/${locale}/jobs/${job.id}`} className="hover:underline" prefetch={false}>
              <LocalTime iso={job.createdAt} />
            </Link>
            {' · '}
            {modelName(job.model)} · {sizeText(job.params.size)} · {tChoices(`quality.${job.params.quality}`)}{' '}
            · <JobCost job={job} />
          </p>
        </div>
        <div className="-ml-2 flex flex-wrap items-center gap-1">
          {isCancellable(job) && (
            <PartGuard>
              <CancelButton job={job} label={t(job.n > 1 ? 'cancelAll' : 'cancel')} onAgain={onVary} />
            </PartGuard>
          )}
          {onVary && (
            <button type="button" className="button button-quiet button-small" onClick={() => onVary(job)}>
              <Repeat2 aria-hidden="true" className="size-4" />
              {t('vary')}
            </button>
          )}
          {onReuse && (
            <button
              type="button"
              className="button button-quiet button-small"
              onClick={() => onReuse(formOf(job))}
            >
              <RotateCcw aria-hidden="true" className="size-4" />
              {t('reuse')}
            </button>
          )}
        </div>
      </div>
    </article>
  )
}

/** What a job has cost, or may still cost. */
export function JobCost({ job }: { job: JobView }) {
  const t = useTranslate('job')
  const paid = job.images.reduce((sum, image) => sum + image.costCredits, 0)
  return (
    <span className="text-ink">
      {isUnfinished(job)
        ? t('costSoFar', { paid, most: paid + openImages(job) * job.quoteCredits })
        : paid > 0
          ? t('cost', { count: paid })
          : t('noCharge')}
    </span>
  )
}

export function hasFailures(job: JobView): boolean {
  return job.images.some(({ state }) => state === 'failed')
}

/** Whether something keeps all of its pictures in line that is to be said once for them. */
export function isHeld(job: JobView): boolean {
  return job.images.some(({ wait }) => wait !== null && !['line', 'own', 'later'].includes(wait.reason))
}

export function isCancellable(job: JobView): boolean {
  return job.images.some((image) => image.finishedAt === null && !image.cancelRequested)
}

/** Few pictures are hung large, many small: heights in rem for one, two, three … pictures. */
const heights = [30, 24, 20, 16, 13] as const
const GAP_REM = 0.75

/** All pictures of a job have one proportion, so columns of one width hang them in even rows. */
function hanging(job: JobView): CSSProperties {
  const { width, height } = parseSize(job.params.size) ?? { width: 1, height: 1 }
  const most = ((heights[Math.min(job.n, heights.length) - 1] ?? 13) * width) / height
  const least = job.n === 1 ? '100%' : `min(${(most * 0.75).toFixed(1)}rem, 46%)`
  return {
    gridTemplateColumns: `repeat(auto-fill, minmax(${least}, 1fr))`,
    maxWidth: `${(Math.min(job.n, 5) * (most + GAP_REM)).toFixed(1)}rem`,
  }
}

function openImages(job: JobView): number {
  return job.images.filter(({ finishedAt }) => finishedAt === null).length
}
