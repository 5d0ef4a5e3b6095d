'use client'

import { Minus, Plus } from 'lucide-react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** Below the stage: how large the picture is, and larger, smaller, all of it, its own size. */
export function ZoomTools(props: {
  percent: number | null
  zoomed: boolean
  onIn: () => void
  onOut: () => void
  onFit: () => void
  onActual: () => void
}) {
  const t = useTranslate('picture')
  const { percent } = props
  const small = 'button button-quiet button-small aria-disabled:opacity-40 aria-pressed:text-ink'
  return (
    // Nothing of it works without script.
    <fieldset className="flex items-center justify-center gap-1 border-t border-line bg-paper py-1 noscript:hidden">
      <legend className="sr-only">{t('zoom')}</legend>
      <button
        type="button"
        className={`${small} px-3`}
        aria-label={t('zoomOut')}
        aria-disabled={!props.zoomed}
        onClick={props.onOut}
      >
        <Minus aria-hidden="true" className="size-4" />
      </button>
      <span className="numerals w-14 text-center text-xs text-soft">
        {percent === null ? '' : t('zoomNow', { percent })}
      </span>
      <button type="button" className={`${small} px-3`} aria-label={t('zoomIn')} onClick={props.onIn}>
        <Plus aria-hidden="true" className="size-4" />
      </button>
      <span aria-hidden="true" className="mx-1 h-4 border-l border-line" />
      <button type="button" className={small} aria-pressed={!props.zoomed} onClick={props.onFit}>
        {t('fit')}
      </button>
      <button
        type="button"
        className={small}
        aria-label={t('actualLabel')}
        aria-pressed={percent === 100}
        onClick={props.onActual}
      >
        {t('actual')}
      </button>
    </fieldset>
  )
}
