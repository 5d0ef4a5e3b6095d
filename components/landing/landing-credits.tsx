import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import type { PricedModel } from './price-choice.ts'
import { choosePrice } from './price-choice.ts'

const steps = ['Get', 'Hold', 'Settle', 'Return'] as const

/** How credits go: four steps, and beside them the book of one order in which a picture failed. */
export function LandingCredits(props: {
  locale: Locale
  table: readonly PricedModel[]
  bonusCredits: number
}) {
  const { locale, bonusCredits } = props
  const t = translator(locale, 'landing')
  const credits = choosePrice(props.table, {})?.credits
  return (
    <section aria-labelledby="credits-title" className="landing-section landing-later pt-20 lg:pt-32">
      <h2 id="credits-title" className="landing-heading">
        {t('creditsTitle')}
      </h2>
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <ol className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
          {steps.map((step) => (
            <li key={step} className="border-t border-ink pt-3">
              <h3 className="font-title text-lg font-semibold">{t(`step${step}`)}</h3>
              <p className="by-clause mt-1 text-soft">{t(`step${step}Text`, { credits: bonusCredits })}</p>
            </li>
          ))}
        </ol>
        {credits !== undefined && <ExampleOrder locale={locale} credits={credits} />}
      </div>
    </section>
  )
}

/** Four pictures ordered, three delivered. */
function ExampleOrder(props: { locale: Locale; credits: number }) {
  const t = translator(props.locale, 'landing')
  const number = new Intl.NumberFormat(props.locale)
  const rows = [
    { words: t('orderHold'), credits: 4 * props.credits },
    { words: t('orderDelivered'), credits: 3 * props.credits },
    { words: t('orderFailed'), credits: props.credits, back: true },
  ]
  return (
    <table className="w-full self-start border-collapse bg-sheet text-sm">
      <caption className="border border-b-0 border-line bg-sheet px-4 py-3 text-left font-medium">
        {t('orderCaption')}
      </caption>
      <tbody className="numerals border border-line">
        {rows.map(({ words, credits, back }) => (
          <tr key={words} className="border-t border-line">
            <th scope="row" className="px-4 py-2.5 text-left font-normal text-soft">
              {words}
            </th>
            <td className={`px-4 py-2.5 text-right ${back ? 'text-malachite' : ''}`}>
              {number.format(credits)}
            </td>
          </tr>
        ))}
        <tr className="border-t border-ink">
          <th scope="row" className="px-4 py-2.5 text-left font-medium">
            {t('orderPaid')}
          </th>
          <td className="px-4 py-2.5 text-right font-medium">
            {t('orderTotal', { credits: 3 * props.credits })}
          </td>
        </tr>
      </tbody>
    </table>
  )
}
