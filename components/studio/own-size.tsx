'use client'

import { type RefObject, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { SizeRule } from '#lib/catalog/model.ts'
import { missingSides, type OwnSizeText } from './read-own-size.ts'

/** Width and height as typed, and what is missing of them; whether a whole pair is allowed, the form says. */
export function OwnSize(props: {
  rule: SizeRule
  text: OwnSizeText
  invalid: boolean
  fieldRef: RefObject<HTMLInputElement | null>
  onChange: (text: OwnSizeText) => void
}) {
  const t = useTranslate('studio')
  const id = useId()
  const { rule, text } = props
  const missing = missingSides(text)

  return (
    <div className="mt-3">
      <div className="flex items-end gap-2">
        {(['width', 'height'] as const).map((side) => (
          <div key={side} className="min-w-0 flex-1">
            <label htmlFor={`${id}-${side}`} className="mb-1 block text-xs text-soft">
              {t(side === 'width' ? 'sizeWidth' : 'sizeHeight')}
            </label>
            <input
              ref={side === (missing[0] ?? 'width') ? props.fieldRef : undefined}
              id={`${id}-${side}`}
              className="field numerals"
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
              value={text[side]}
              aria-invalid={props.invalid || missing.includes(side) || undefined}
              aria-describedby={`${id}-missing ${id}-rule`}
              onChange={(event) => props.onChange({ ...text, [side]: event.target.value.replace(/\D/g, '') })}
            />
          </div>
        ))}
      </div>
      <div id={`${id}-missing`} className="mt-1.5 text-sm text-cinnabar-text empty:hidden">
        {missing.map((side) => (
          <p key={side}>{t(side === 'width' ? 'sizeWidthMissing' : 'sizeHeightMissing')}</p>
        ))}
      </div>
      <p id={`${id}-rule`} className="mt-1.5 text-xs text-soft">
        {t('sizeRule', {
          multipleOf: rule.multipleOf,
          maxEdge: rule.maxEdge,
          maxAspectRatio: rule.maxAspectRatio,
          minPixels: (rule.minPixels / 1e6).toFixed(2),
          maxPixels: (rule.maxPixels / 1e6).toFixed(1),
        })}
      </p>
    </div>
  )
}
