import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import type { Quality } from '#lib/catalog/model.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { PriceCalculator } from './price-calculator.tsx'
import type { PricedModel, WantedPrice } from './price-choice.ts'
import { PriceList } from './price-list.tsx'

const qualities = ['standard', 'hd', 'low', 'medium', 'high', 'xhigh', 'max'] as const

export function LandingPrices(props: {
  locale: Locale
  table: readonly PricedModel[]
  wanted: WantedPrice
  cnyPerUsd: number
  bonusCredits: number
}) {
  const { locale, table, cnyPerUsd, bonusCredits } = props
  const t = translator(locale, 'landing')
  const tChoices = translator(locale, 'choices')
  const names = qualities.map((quality): [Quality, string] => [quality, tChoices(`quality.${quality}`)])
  return (
    <section id="prices" aria-labelledby="prices-title" className="landing-section pt-20 lg:pt-32">
      <div>
        <h2 id="prices-title" className="landing-heading">
          {t('pricesTitle')}
        </h2>
        <p className="by-clause mt-3 max-w-[24em] text-soft">{t('pricesLead')}</p>
        <p className="by-clause mt-3 max-w-[24em] text-sm text-soft">{t('pricesNote')}</p>
      </div>
      <div className="space-y-6">
        <I18nProvider locale={locale} messages={pickMessages(locale, ['calculator'])}>
          <PriceCalculator
            table={table}
            wanted={props.wanted}
            qualityNames={qualityRecord(names)}
            cnyPerUsd={cnyPerUsd}
            bonusCredits={bonusCredits}
          />
        </I18nProvider>
        <div className="landing-later">
          <PriceList locale={locale} table={table} qualityNames={names} cnyPerUsd={cnyPerUsd} />
        </div>
      </div>
    </section>
  )
}

function qualityRecord(names: readonly [Quality, string][]): Record<Quality, string> {
  const empty = { standard: '', hd: '', low: '', medium: '', high: '', xhigh: '', max: '' }
  return { ...empty, ...Object.fromEntries(names) }
}
