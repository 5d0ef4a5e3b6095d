import { modelName } from '#components/ui/model-name.ts'
import type { Quality } from '#lib/catalog/model.ts'
import { creditsAsMoney, currencyOf } from '#lib/i18n/currencies.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import type { PricedModel } from './price-choice.ts'

const number = 'py-2.5 pl-3 text-right whitespace-nowrap'
const head = 'py-2 pl-3 text-right font-normal'
/** A column for each quality where there is room; a phone has one for all of them, from the least to the most. */
const roomy = 'max-md:hidden'
const narrow = 'md:hidden'

/** What one picture costs with each model at its usual size: every quality, from the plainest to the finest. */
export function PriceList(props: {
  locale: Locale
  table: readonly PricedModel[]
  /** In the order of the columns. */
  qualityNames: readonly (readonly [Quality, string])[]
  cnyPerUsd: number
}) {
  const { locale, table } = props
  const t = translator(locale, 'landing')
  const say = new Intl.NumberFormat(locale)
  const money = (credits: number) =>
    creditsAsMoney(credits, currencyOf(null, locale), props.cnyPerUsd, locale)
  const columns = props.qualityNames.filter(([quality]) =>
    table.some(({ qualities }) => qualities.includes(quality)),
  )
  return (
    <table className="w-full border-collapse text-sm md:table-fixed">
      <caption className="pb-2 text-left text-soft">{t('listCaption')}</caption>
      <thead className="text-left text-xs text-soft">
        <tr className="border-b border-edge">
          <th scope="col" className="py-2 font-normal md:w-1/4">
            {t('priceModel')}
          </th>
          {columns.map(([quality, name]) => (
            <th key={quality} scope="col" className={`${head} ${roomy}`}>
              {name}
            </th>
          ))}
          <th scope="col" className={`${head} ${narrow}`}>
            {t('priceCredits')}
          </th>
          <th scope="col" className={head}>
            {t('priceMoney')}
          </th>
        </tr>
      </thead>
      <tbody className="numerals">
        {table.map((model) => {
          const prices = model.credits[model.sizes.indexOf(model.defaultSize)] ?? []
          const [from, to] = [Math.min(...prices), Math.max(...prices)]
          return (
            <tr key={model.id} className="border-b border-line">
              <th scope="row" className="py-2.5 text-left font-medium">
                {modelName(model.id)}
              </th>
              {columns.map(([quality]) => {
                const credits = prices[model.qualities.indexOf(quality)]
                return (
                  <td
                    key={quality}
                    className={`${number} ${roomy} ${credits === undefined ? 'text-soft' : ''}`}
                  >
                    {credits === undefined ? '–' : say.format(credits)}
                  </td>
                )
              })}
              <td className={`${number} ${narrow}`}>
                {say.format(from)}–{say.format(to)}
              </td>
              <td className="py-2.5 pl-3 text-right whitespace-nowrap text-soft">
                {money(from)}–{money(to)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
