'use client'

import { Brush } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'

/** That only a part of the first picture is repainted, and what becomes of the rest; or how to begin with it. */
export function MaskRow(props: {
  hasMask: boolean
  /** The button for more pictures stands beside the others. */
  add: ReactNode
  keepUnpainted: boolean
  /** The size at which the rest cannot be put back, because it has another shape than the first picture. */
  apartSize: string | null
  onPaint: () => void
  onRemove: () => void
  onKeepUnpainted: (keep: boolean) => void
}) {
  const t = useTranslate('studioInputs')
  const id = useId()
  if (!props.hasMask) {
    return (
      <div data-mask>
        <div className="flex flex-wrap gap-2">
          {props.add}
          <button
            type="button"
            className="button button-plain button-small"
            aria-describedby={id}
            onClick={props.onPaint}
          >
            <Brush aria-hidden="true" className="size-4" />
            {t('repaint')}
          </button>
        </div>
        <p id={id} className="mt-1 text-xs text-soft">
          {t('repaintHint')}
        </p>
      </div>
    )
  }
  return (
    <div data-mask className="space-y-2">
      <div className="border-l-2 border-cinnabar py-0.5 pl-3">
        <p className="text-sm">{t('masked')}</p>
        <div className="-ml-2 flex flex-wrap">
          <button type="button" className="button button-quiet button-small text-ink" onClick={props.onPaint}>
            <Brush aria-hidden="true" className="size-4" />
            {t('maskEdit')}
          </button>
          <button type="button" className="button button-quiet button-small" onClick={props.onRemove}>
            {t('maskRemove')}
          </button>
        </div>
        <label className="flex min-h-11 items-center gap-2.5 text-sm pointer-fine:min-h-8">
          <input
            type="checkbox"
            className="size-5"
            checked={props.keepUnpainted}
            aria-describedby={id}
            onChange={(event) => props.onKeepUnpainted(event.target.checked)}
          />
          {t('keepUnpainted')}
        </label>
        {props.keepUnpainted && props.apartSize ? (
          <p id={id} className="text-xs text-cinnabar-text">
            {t('keepUnpaintedApart', { size: props.apartSize })}
          </p>
        ) : (
          <p id={id} className="text-xs text-soft">
            {t('keepUnpaintedHint')}
          </p>
        )}
      </div>
      {props.add}
    </div>
  )
}
