'use client'

import { RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import type { JobWork } from './job-work.ts'
import { quoteToday } from './retry-targets.ts'
import { formOf } from './studio-form.ts'

/** What can be done about one picture that was not painted: try it again, change it first, or go and see how it was tried again. */
export function FailedImageAction({ image, job, work }: { image: ImageView; job: JobView; work: JobWork }) {
  const t = useTranslate('job')
  const number = image.index + 1
  if (image.retryJobId) {
    return (
      <RetriedLink
        jobId={image.retryJobId}
        number={number}
        isFocused={work.focusImageId === image.id}
        onFocused={work.onFocused}
      />
    )
  }
  const quote = image.canRetry ? quoteToday(job, work.facts) : null
  if (quote === null) return job.n === 1 ? <ChangeButton job={job} work={work} /> : null
  const cost = t('cost', { count: quote })
  const path = `images/${image.id}` as const
  const isSending = work.retrying.state.sending.some((target) => target.path === path)
  return (
    <button
      type="button"
      className="button button-plain button-small self-start"
      aria-label={job.n > 1 ? t('retryNumber', { number, cost }) : undefined}
      aria-busy={isSending}
      onClick={() => void work.retryImage({ path, count: 1, quoteCredits: quote }, image.id)}
    >
      <RotateCcw aria-hidden="true" className="hidden size-4 @[12rem]:block" />
      {isSending ? t('retrySending') : t('retryOne', { cost })}
    </button>
  )
}

/** Fills the form with what failed: with the model that came after it, where its own is gone. */
export function ChangeButton({ job, work }: { job: JobView; work: JobWork }) {
  const t = useTranslate('job')
  const { onReuse, facts } = work
  if (!onReuse) return null
  const state = facts.availability[job.model]
  const successor = state && state.state !== 'available' ? state.successors[0] : undefined
  const n = job.images.filter(({ state: each, retryJobId }) => each === 'failed' && !retryJobId).length
  return (
    <button
      type="button"
      className="button button-plain button-small self-start"
      onClick={() => onReuse({ ...formOf(job, Math.max(1, n)), model: successor ?? job.model })}
    >
      {successor ? t('retryWith', { model: modelName(successor) }) : t('change')}
    </button>
  )
}

function RetriedLink(props: { jobId: string; number: number; isFocused: boolean; onFocused: () => void }) {
  const t = useTranslate('job')
  const locale = useLocale()
  const link = useRef<HTMLAnchorElement>(null)
  const { isFocused, onFocused } = props
  // It takes the place of the button that was pressed, and with it the focus.
  useEffect(() => {
    if (!isFocused) return
    link.current?.focus()
    onFocused()
  }, [isFocused, onFocused])
  return (
    <Link
      ref={link}
      href={`/${locale}/jobs/${props.jobId}`}
      prefetch={false}
      className="button button-quiet button-small -ml-2 self-start underline decoration-edge underline-offset-4"
      aria-label={t('retriedSee', { number: props.number })}
    >
      {t('retriedAgain')}
    </Link>
  )
}
