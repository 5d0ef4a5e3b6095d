import { modelName } from '#components/ui/model-name.ts'
import { creditsAsMoney, currencyOf } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import type { PricedModel } from './price-choice.ts'

/** What one picture costs with each model at its usual size: from the plainest quality to the finest. */
export function PriceList(props: { locale: Locale; table: readonly PricedModel[]; cnyPerUsd: number }) {
  const { locale } = props
  const t = translator(locale, 'landing')
  const number = new Intl.NumberFormat(locale)
  const money = (credits: number) =>
    creditsAsMoney(credits, currencyOf(null, locale), props.cnyPerUsd, locale)
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="pb-2 text-left text-soft">{t('listCaption')}</caption>
      <thead className="text-left text-xs text-soft">
        <tr className="border-b border-edge">
          <th scope="col" className="py-2 pr-3 font-normal">
            {t('priceModel')}
          </th>
          <th scope="col" className="py-2 pr-3 text-right font-normal">
            {t('priceCredits')}
          </th>
          <th scope="col" className="py-2 text-right font-normal">
            {t('priceMoney')}
          </th>
        </tr>
      </thead>
      <tbody className="numerals">
        {props.table.map((model) => {
          const prices = model.credits[model.sizes.indexOf(model.defaultSize)] ?? []
          const [from, to] = [Math.min(...prices), Math.max(...prices)]
          return (
            <tr key={model.id} className="border-b border-line">
              <th scope="row" className="py-2.5 pr-3 text-left font-medium">
                {modelName(model.id)}
              </th>
              <td className="py-2.5 pr-3 text-right whitespace-nowrap">
                {number.format(from)}–{number.format(to)}
              </td>
              <td className="py-2.5 text-right text-soft sm:whitespace-nowrap">
                {money(from)}–{money(to)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
