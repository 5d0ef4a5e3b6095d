'use client'

import { useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'

/** The price moved while it was on show: the new one must be agreed to; nothing was begun. */
export function QuoteQuestion(props: {
  total: number
  /** The new price in a sentence. */
  detail: string
  onAgree: () => void
  onLeave: () => void
}) {
  const t = useTranslate('studio')
  const question = useRef<HTMLDivElement>(null)
  useFocusHeir(
    question,
    (going) => going.closest('form')?.querySelector('[type="submit"]') ?? going.closest('article'),
  )
  return (
    <div
      ref={question}
      role="alert"
      className="mt-3 space-y-3 border-l-2 border-azurite bg-azurite-wash px-3 py-3 text-sm"
    >
      <p>
        <strong className="font-semibold">{t('quoteChangedTitle')}</strong>
        <br />
        {props.detail}
      </p>
      <div className="flex flex-wrap gap-2">
        <button type="button" className="button button-seal button-small" onClick={props.onAgree}>
          {t('quoteChangedConfirm', { total: props.total })}
        </button>
        <button type="button" className="button button-plain button-small" onClick={props.onLeave}>
          {t('quoteChangedKeep')}
        </button>
      </div>
    </div>
  )
}
