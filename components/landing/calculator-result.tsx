'use client'

import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { creditsAsMoney, currencyOf } from '#lib/i18n/currencies.ts'
import type { PriceChoice } from './price-choice.ts'

/** The answer: credits large, both moneys small, one picture and all of them. */
export function CalculatorResult(props: { choice: PriceChoice; cnyPerUsd: number; bonusCredits: number }) {
  const t = useTranslate('calculator')
  const { credits, n } = props.choice
  const total = credits * n
  const enoughFor = Math.floor(props.bonusCredits / credits)
  return (
    <div className="flex flex-col justify-between gap-6 bg-sheet p-4 sm:p-6">
      <output className="numerals block">
        <span className="block text-sm text-soft">{t('total', { n })}</span>
        <span className="mt-1 block font-title text-3xl font-semibold whitespace-nowrap">
          {t('credits', { credits: total })}
        </span>
        <Money credits={total} cnyPerUsd={props.cnyPerUsd} />
        {n > 1 && (
          <span className="mt-4 block border-t border-line pt-3 text-sm">
            {t('each', { credits })}
            <Money credits={credits} cnyPerUsd={props.cnyPerUsd} />
          </span>
        )}
      </output>
      <div className="space-y-1 text-sm text-soft">
        <p>{t('settle')}</p>
        {enoughFor > 0 && <p>{t('bonus', { bonus: props.bonusCredits, pictures: enoughFor })}</p>}
      </div>
    </div>
  )
}

function Money(props: { credits: number; cnyPerUsd: number }) {
  const t = useTranslate('calculator')
  const locale = useLocale()
  const first = currencyOf(null, locale)
  const say = (currency: 'CNY' | 'USD') => creditsAsMoney(props.credits, currency, props.cnyPerUsd, locale)
  return (
    <span className="mt-1 block text-soft">
      {t('money', { first: say(first), second: say(first === 'CNY' ? 'USD' : 'CNY') })}
    </span>
  )
}
