import { modelName } from '#components/ui/model-name.ts'
import { parseSize } from '#lib/catalog/choices.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { examplePrices } from './example-prices.ts'

export function LandingPrices(props: { locale: Locale; markupBps: number }) {
  const t = translator(props.locale, 'landing')
  const tChoices = translator(props.locale, 'choices')
  const number = new Intl.NumberFormat(props.locale)
  return (
    <section className="landing-section pt-20 lg:pt-28">
      <div>
        <h2 className="font-title text-2xl font-semibold">{t('pricesTitle')}</h2>
        <p className="mt-2 text-soft">{t('pricesLead')}</p>
        <p className="mt-2 text-sm text-soft">{t('pricesNote')}</p>
      </div>
      <table className="w-full border-collapse">
        <thead className="text-left text-xs text-soft">
          <tr className="border-b border-edge">
            <th scope="col" className="py-2 pr-4 font-normal">
              {t('priceModel')}
            </th>
            <th scope="col" className="py-2 pr-4 font-normal">
              {t('priceWhat')}
            </th>
            <th scope="col" className="py-2 text-right font-normal whitespace-nowrap">
              {t('priceCredits')}
            </th>
          </tr>
        </thead>
        <tbody>
          {examplePrices(props.markupBps).map((example) => {
            const { width, height } = parseSize(example.size) ?? { width: 0, height: 0 }
            return (
              <tr
                key={`${example.model} ${example.size} ${example.quality}`}
                className="border-b border-line"
              >
                <th scope="row" className="py-3 pr-3 text-left font-medium">
                  {modelName(example.model)}
                </th>
                <td className="numerals py-3 pr-4 text-soft">
                  {width} × {height}
                  {t('priceComma')}
                  {tChoices(`quality.${example.quality}`)}
                </td>
                <td className="numerals py-3 text-right text-lg whitespace-nowrap">
                  {number.format(example.credits)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
