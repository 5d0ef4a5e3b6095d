import { IntentLink } from '#components/ui/intent-link.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LandingCredits } from './landing-credits.tsx'
import { LandingHero } from './landing-hero.tsx'
import { LandingPrices } from './landing-prices.tsx'
import { LandingQuestions } from './landing-questions.tsx'
import { LandingWorks } from './landing-works.tsx'
import type { WantedPrice } from './price-choice.ts'
import { priceTable } from './price-table.ts'

/** The front of the workshop. Complete without script. */
export function Landing(props: {
  locale: Locale
  signedIn: boolean
  bonusCredits: number
  markupBps: number
  cnyPerUsd: number
  /** What the calculator was asked in the address. */
  wanted: WantedPrice
}) {
  const { locale, signedIn, bonusCredits, markupBps, cnyPerUsd } = props
  const t = translator(locale, 'landing')
  const table = priceTable(markupBps, new Date())
  return (
    <>
      <LandingHero locale={locale} signedIn={signedIn} bonusCredits={bonusCredits} />
      <LandingWorks locale={locale} signedIn={signedIn} markupBps={markupBps} cnyPerUsd={cnyPerUsd} />
      <LandingPrices
        locale={locale}
        table={table}
        wanted={props.wanted}
        cnyPerUsd={cnyPerUsd}
        bonusCredits={signedIn ? 0 : bonusCredits}
      />
      <LandingCredits locale={locale} table={table} bonusCredits={bonusCredits} />
      <LandingQuestions locale={locale} />
      <section className="landing-section items-center pt-20 lg:pt-32">
        <h2 className="landing-heading">{t('closing')}</h2>
        <p>
          <IntentLink
            href={`/${locale}/${signedIn ? 'studio' : 'sign-up'}`}
            className="button button-seal px-8"
          >
            {t(signedIn ? 'open' : 'start')}
          </IntentLink>
        </p>
      </section>
    </>
  )
}
