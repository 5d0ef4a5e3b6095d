'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

/** What it will cost, what is there, what is missing; and the button, which is never locked. */
export function PriceBar(props: {
  n: number
  quote: number | null
  /** How many live previews each picture has, and what they add to the quote. */
  previews: { count: number; quote: number }
  available: number | undefined
  sending: boolean
}) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  const { n, quote, previews, available } = props
  const total = quote === null ? null : quote * n
  const missing = total !== null && available !== undefined ? Math.max(0, total - available) : 0
  return (
    <div className="flex items-center justify-between gap-4 py-3">
      <div className="min-w-0">
        <p className="numerals leading-tight">
          <span className="sr-only">
            {t('price')}
            {locale === 'zh' ? '：' : ': '}
          </span>
          <strong className="text-lg font-semibold">
            {total === null ? '–' : tCommon('credits', { count: total })}
          </strong>
          {n > 1 && quote !== null && (
            <span className="ml-2 text-xs text-soft">{t('priceEach', { count: n, quote })}</span>
          )}
        </p>
        {quote !== null && previews.quote > 0 && (
          <p className="numerals mt-0.5 text-xs text-soft">
            {t('pricePreviews', { count: previews.count * n, credits: previews.quote * n })}
          </p>
        )}
        <p className="numerals mt-0.5 text-xs" aria-live="polite">
          {missing > 0 ? (
            <Link href={`/${locale}/credits`} className="link text-cinnabar-text">
              {t('missing', { missing })}
            </Link>
          ) : (
            available !== undefined && (
              <span className="text-soft">
                {t('balance', { credits: tCommon('credits', { count: available }) })}
              </span>
            )
          )}
        </p>
      </div>
      <button type="submit" className="button button-seal min-w-32 text-base" aria-busy={props.sending}>
        {props.sending ? t('sending') : t('submit')}
      </button>
    </div>
  )
}
