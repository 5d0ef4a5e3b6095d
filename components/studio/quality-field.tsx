'use client'

import { memo, useId } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Quality } from '#lib/catalog/model.ts'
import { type QualityPrice, samePriced } from './price-of.ts'

/** The qualities of the model, each with what one picture costs in it. */
export const QualityField = memo(function QualityField(props: {
  prices: readonly QualityPrice[]
  value: Quality
  onChange: (quality: Quality) => void
}) {
  const t = useTranslate('studio')
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const id = useId()
  const same = samePriced(props.prices)
  const best = same.at(-1)
  return (
    <fieldset aria-describedby={best ? `${id}-same` : undefined}>
      <legend className="mb-1.5 flex w-full items-baseline justify-between text-sm">
        <span className="font-medium">{t('quality')}</span>
        <span className="text-xs text-soft">{t('creditsEach')}</span>
      </legend>
      <div className="flex flex-wrap gap-1.5">
        {props.prices.map(({ quality, price }) => (
          <label key={quality} className="choice quality-card">
            <input
              type="radio"
              name={id}
              value={quality}
              checked={quality === props.value}
              onChange={() => props.onChange(quality)}
              className="sr-only"
            />
            <span>{tChoices(`quality.${quality}`)}</span>
            {price !== null && (
              <span className="numerals text-2xs opacity-80">
                <span aria-hidden="true">{price}</span>
                <span className="sr-only">{tCommon('credits', { count: price })}</span>
              </span>
            )}
          </label>
        ))}
      </div>
      {best && (
        <p id={`${id}-same`} className="mt-1.5 text-xs text-soft">
          {t('qualitySame', {
            qualities: same.map((quality) => tChoices(`quality.${quality}`)).join(t('listSeparator')),
            best: tChoices(`quality.${best}`),
          })}
        </p>
      )}
    </fieldset>
  )
})
