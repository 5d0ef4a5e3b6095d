'use client'

import { RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { type CSSProperties, memo, useEffect, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { isUnfinished } from '#components/queries/use-jobs.ts'
import { LocalTime } from '#components/ui/local-time.tsx'
import { modelName, sizeText } from '#components/ui/model-name.ts'
import { parseSize } from '#lib/catalog/choices.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { CancelButton } from './cancel-button.tsx'
import { JobFailures } from './job-failures.tsx'
import { JobHold } from './job-hold.tsx'
import { useJobWork } from './job-work.ts'
import { PictureTile } from './picture-tile.tsx'
import { formOf } from './retry-targets.ts'
import type { StudioFacts } from './studio-facts.ts'
import type { StudioForm } from './studio-form.ts'
import type { Retried } from './use-retry.ts'

/** One job: its pictures in a row with true proportions, and below them what was asked and what it cost. */
export const JobEntry = memo(function JobEntry(props: {
  job: JobView
  facts: StudioFacts
  onReuse?: (form: StudioForm) => void
  onRetried: (retried: Retried) => void
  /** Whether the focus is to come here, since what had it is gone. */
  isFocused?: boolean
  onFocused?: () => void
}) {
  const t = useTranslate('job')
  const tChoices = useTranslate('choices')
  const locale = useLocale()
  const { job } = props
  const work = useJobWork(job, props)
  const article = useRef<HTMLElement>(null)
  const { isFocused = false, onFocused } = props
  useEffect(() => {
    if (!isFocused) return
    article.current?.focus()
    onFocused?.()
  }, [isFocused, onFocused])
  const paid = job.images.reduce((sum, image) => sum + image.costCredits, 0)
  const running = isUnfinished(job)
  const cancellable = job.images.some((image) => image.finishedAt === null && !image.cancelRequested)
  const cost = running
    ? t('costSoFar', { paid, most: paid + openImages(job) * job.quoteCredits })
    : paid > 0
      ? t('cost', { count: paid })
      : t('noCharge')

  return (
    <article ref={article} aria-label={job.prompt.slice(0, 80)} id={`job-${job.id}`} tabIndex={-1}>
      <ul className="grid gap-x-3 gap-y-2" style={hanging(job)}>
        {job.images.map((image) => (
          <PictureTile key={image.id} image={image} job={job} work={work} />
        ))}
      </ul>
      <JobHold job={job} />
      <JobFailures job={job} work={work} />
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-64 flex-1">
          <p className="line-clamp-2 max-w-[70ch]" title={job.prompt.length > 120 ? job.prompt : undefined}>
            {job.prompt}
          </p>
          <p className="numerals mt-0.5 text-xs text-soft">
            <Link href={`/${locale}/jobs/${job.id}`} className="hover:underline" prefetch={false}>
              <LocalTime iso={job.createdAt} />
            </Link>
            {' · '}
            {modelName(job.model)} · {sizeText(job.params.size)} · {tChoices(`quality.${job.params.quality}`)}{' '}
            · <span className="text-ink">{cost}</span>
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-1">
          {cancellable && <CancelButton jobId={job.id} label={t(job.n > 1 ? 'cancelAll' : 'cancel')} />}
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
      </div>
    </article>
  )
})

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
