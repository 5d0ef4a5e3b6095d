'use client'

import { CircleAlert, RotateCcw } from 'lucide-react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import { ChangeButton } from './failed-image-action.tsx'
import { failureSentence } from './failure-sentence.ts'
import type { JobWork } from './job-work.ts'
import { useDayText } from './model-state.tsx'
import { RetryAnswer } from './retry-answer.tsx'
import { targetOf, totalOf } from './retry-targets.ts'

/** Why pictures of a job were not painted, each reason once, and what to do about all of them together. */
export function JobFailures({ job, work }: { job: JobView; work: JobWork }) {
  const t = useTranslate('job')
  const open = job.images.filter(({ state, retryJobId }) => state === 'failed' && retryJobId === null)
  const gone = open.length > 0 ? <ModelGone job={job} work={work} /> : null
  const target = targetOf(job, work.facts)
  const first = open.find(({ canRetry }) => canRetry)
  const isDeclined = open.some(({ canRetry }) => !canRetry) || target === null
  const isSending = work.retrying.state.sending.some(({ path }) => path === target?.path)
  return (
    <>
      {job.n > 1 && open.length > 0 && (
        <div className="mt-3 max-w-[70ch] space-y-2 border-l-2 border-cinnabar-text bg-cinnabar-wash px-3 py-2.5 text-sm">
          <Reasons images={open} />
          {gone}
          <div className="flex flex-wrap gap-2 empty:hidden">
            {target && first && target.count > 1 && (
              <button
                type="button"
                className="button button-plain button-small"
                aria-busy={isSending}
                onClick={() => void work.retryImage(target, first.id)}
              >
                <RotateCcw aria-hidden="true" className="size-4" />
                {isSending
                  ? t('retrySending')
                  : t('retryAll', { count: target.count, cost: t('cost', { count: totalOf([target]) }) })}
              </button>
            )}
            {isDeclined && <ChangeButton job={job} work={work} />}
          </div>
        </div>
      )}
      {job.n === 1 && gone}
      <RetryAnswer retrying={work.retrying} />
    </>
  )
}

function Reasons({ images }: { images: ImageView[] }) {
  const t = useTranslate('job')
  const tStudio = useTranslate('studio')
  const tFailures = useTranslate('failures')
  const locale = useLocale()
  const numbersBySentence = new Map<string, string[]>()
  for (const { failure, index } of images) {
    const sentence = failureSentence(tFailures, locale, failure)
    numbersBySentence.set(sentence, [...(numbersBySentence.get(sentence) ?? []), String(index + 1)])
  }
  return (
    <div className="flex gap-3">
      <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-cinnabar-text" />
      <div className="space-y-1">
        {[...numbersBySentence].map(([sentence, numbers]) => (
          <p key={sentence}>
            {t('failedOf', {
              count: numbers.length,
              numbers: numbers.join(tStudio('listSeparator')),
              sentence,
            })}
          </p>
        ))}
      </div>
    </div>
  )
}

/** Since the model of these pictures is served no more, the same again is not to be had. */
function ModelGone({ job, work }: { job: JobView; work: JobWork }) {
  const t = useTranslate('studio')
  const dayText = useDayText()
  const state = work.facts.availability[job.model]
  if (!state || state.state === 'available') return null
  const model = modelName(job.model)
  return (
    <p className="mt-2 text-sm">
      {state.state === 'retired'
        ? t('retired', { model, date: dayText(state.since) })
        : t('unserved', { model })}
    </p>
  )
}
