'use client'

import Link from 'next/link'
import { memo, type Ref } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useMoney } from '#components/i18n/money-provider.tsx'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { AffordableOffer } from './drawn-later.ts'
import type { Affordable } from './nearest-affordable.ts'
import type { StudioForm } from './studio-form.ts'
import { useDurationText } from './wait-words.tsx'

/** What it will cost and about how long it takes, what is there, what is missing; and the button, which is never locked. */
export const PriceBar = memo(function PriceBar(props: {
  n: number
  quote: number | null
  /** How many live previews each picture has, and what they add to the quote. */
  previews: number
  previewsQuote: number
  /** How many pictures it works from, whether under a mask, and what both add to the quote. */
  inputs: number
  masked: boolean
  inputsQuote: number
  /** About how long one picture takes; null where that is not known. */
  seconds: number | null
  available: number | undefined
  affordable: Affordable | null
  sending: boolean
  buttonRef: Ref<HTMLButtonElement>
  onAfford: (form: StudioForm) => void
}) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const money = useMoney()
  const durationText = useDurationText()
  const { n, quote, available, affordable, seconds } = props
  const total = quote === null ? null : quote * n
  const missing = total !== null && available !== undefined ? Math.max(0, total - available) : 0
  const beside = [
    total !== null && `≈ ${money(total)}`,
    n > 1 && quote !== null && t('priceEach', { count: n, quote }),
  ].filter((each) => each !== false)
  const below = [
    seconds !== null && t('about', { time: durationText(seconds) }),
    quote !== null &&
      props.inputsQuote > 0 &&
      t('priceInputs', {
        count: props.inputs,
        mask: props.masked ? 'yes' : 'no',
        credits: props.inputsQuote * n,
      }),
    quote !== null &&
      props.previewsQuote > 0 &&
      t('pricePreviews', { count: props.previews * n, credits: props.previewsQuote * n }),
  ].filter((each) => each !== false)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 py-3" data-tour="price">
      <div>
        <p className="numerals leading-tight">
          <span className="sr-only">
            {t('price')}
            {locale === 'zh' ? '：' : ': '}
          </span>
          <strong className="mr-1 text-lg font-semibold whitespace-nowrap">
            {total === null ? '–' : tCommon('credits', { count: total })}
          </strong>{' '}
          {beside.length > 0 && (
            <span className="text-xs whitespace-nowrap text-soft">{beside.join(' · ')}</span>
          )}
        </p>
        <p className="numerals mt-0.5 text-xs text-soft empty:hidden">{below.join(' · ')}</p>
      </div>
      <p className="numerals col-span-2 mt-0.5 text-xs">
        {/* That there are too few is said; the balance changes with every order, and is not. */}
        <span aria-live="polite">
          {missing > 0 && (
            <Link href={`/${locale}/credits`} className="link text-cinnabar-text">
              {t('missing', { missing })}
            </Link>
          )}
        </span>
        {missing === 0 && available !== undefined && (
          <span className="text-soft">
            {t('balanceMoney', {
              credits: tCommon('credits', { count: available }),
              money: money(available),
            })}
          </span>
        )}
      </p>
      <button
        ref={props.buttonRef}
        type="submit"
        className="button button-seal col-start-2 row-start-1 min-w-32 text-base"
        aria-busy={props.sending}
      >
        {props.sending ? t('sending') : t('submit')}
      </button>
      {affordable && (
        <PartGuard>
          <AffordableOffer affordable={affordable} onAfford={props.onAfford} />
        </PartGuard>
      )}
    </div>
  )
})
