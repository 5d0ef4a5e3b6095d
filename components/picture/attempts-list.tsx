'use client'

import { useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { LocalTime } from '#components/ui/local-time.tsx'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'
import { durationText, outcomeText } from './picture-words.ts'

/** Every call that was made for the picture: when, what became of it, what it cost, which for all but the last is nothing. */
export function AttemptsList({ page }: { page: PicturePageView }) {
  const t = useTranslate('picture')
  const tCommon = useTranslate('common')
  const id = useId()
  const { attempts, image } = page
  if (attempts.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="text-sm font-semibold">
        {t('attempts')}
      </h2>
      <ol className="mt-2 divide-y divide-line border-y border-line text-sm">
        {attempts.map((attempt) => {
          const took = durationText(t, attempt.calledAt, attempt.finishedAt)
          const cost =
            attempt.outcome === 'delivered' ? tCommon('credits', { count: image.costCredits }) : t('free')
          return (
            <li key={attempt.startedAt} className="flex justify-between gap-6 py-2">
              <span className="min-w-0">
                {outcomeText(t, attempt)}
                <span className="numerals block text-xs text-soft">
                  <LocalTime iso={attempt.startedAt} />
                  {took && ` · ${took}`}
                </span>
              </span>
              <span className="numerals shrink-0 text-right text-soft">{cost}</span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
