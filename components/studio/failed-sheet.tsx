'use client'

import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { ImageView } from '#lib/jobs/view.ts'
import { failureSentence } from './failure-sentence.ts'

/**
 * The place of a picture that was not painted. The only picture of its job has the room for the sentence and the way on;
 * among others it says just that, and the job says why once for all of them.
 */
export function FailedSheet(props: { image: ImageView; isOnlyOne: boolean; children?: React.ReactNode }) {
  const t = useTranslate('job')
  const tFailures = useTranslate('failures')
  const locale = useLocale()
  if (!props.isOnlyOne) {
    return (
      <p className="grid place-items-center border border-line p-3 text-center text-sm text-cinnabar-text">
        {t('failed')}
      </p>
    )
  }
  return (
    <div className="flex flex-col justify-center gap-3 border border-line border-l-2 border-l-cinnabar-text p-5 text-sm">
      <p className="font-title text-lg font-semibold">{t('failed')}</p>
      <p className="max-w-[26em]">{failureSentence(tFailures, locale, props.image.failure)}</p>
      {props.children}
    </div>
  )
}
