'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { Variant } from './comparison-variants.ts'
import { useDurationText } from './wait-words.tsx'

/** One quality of one model with its price and time, to be ticked. */
export function VariantChip(props: {
  variant: Variant
  isChosen: boolean
  /** As many as can be are chosen already. */
  isLocked: boolean
  onToggle: () => void
}) {
  const tChoices = useTranslate('choices')
  const tCommon = useTranslate('common')
  const t = useTranslate('studio')
  const durationText = useDurationText()
  const { quality, price, seconds } = props.variant
  return (
    <label
      className={`flex min-h-11 flex-col rounded-sm border border-line bg-sheet px-3 py-1.5 text-sm leading-tight hover:border-edge has-checked:border-ink has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-azurite ${props.isLocked ? 'cursor-default text-soft' : ''}`}
    >
      <input
        type="checkbox"
        checked={props.isChosen}
        disabled={props.isLocked}
        onChange={props.onToggle}
        className="sr-only"
      />
      <span>{tChoices(`quality.${quality}`)}</span>
      <span className="numerals text-2xs opacity-80">{tCommon('credits', { count: price })}</span>
      {seconds !== null && (
        <span className="numerals text-2xs opacity-80">{t('about', { time: durationText(seconds) })}</span>
      )}
    </label>
  )
}
