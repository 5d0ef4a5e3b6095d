import Link from 'next/link'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LandingHero } from './landing-hero.tsx'
import { LandingKinds } from './landing-kinds.tsx'
import { LandingPrices } from './landing-prices.tsx'

const promises = ['Price', 'Fail', 'Keep'] as const

/** The front of the workshop. Complete without script. */
export function Landing(props: {
  locale: Locale
  signedIn: boolean
  bonusCredits: number
  markupBps: number
}) {
  const { locale } = props
  const t = translator(locale, 'landing')
  return (
    <>
      <LandingHero locale={locale} signedIn={props.signedIn} bonusCredits={props.bonusCredits} />
      <LandingKinds locale={locale} />
      <LandingPrices locale={locale} markupBps={props.markupBps} />
      <section className="landing-section pt-20 lg:pt-28">
        <h2 className="font-title text-2xl font-semibold">{t('promiseTitle')}</h2>
        <ul className="grid gap-x-8 gap-y-8 md:grid-cols-3">
          {promises.map((promise) => (
            <li key={promise} className="border-t-2 border-ink pt-3">
              <h3 className="font-title text-lg font-semibold">{t(`promise${promise}`)}</h3>
              <p className="mt-1 text-soft">{t(`promise${promise}Text`)}</p>
            </li>
          ))}
        </ul>
        <p className="mt-4 lg:col-start-2">
          <Link
            href={`/${locale}/${props.signedIn ? 'studio' : 'sign-up'}`}
            className="button button-seal px-8"
          >
            {t(props.signedIn ? 'open' : 'start')}
          </Link>
        </p>
      </section>
    </>
  )
}
