import { IntentLink } from '#components/ui/intent-link.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LandingPicture } from './landing-picture.tsx'
import { ratioOf, wall } from './landing-pictures.ts'

/** Pictures on the wall first. The Chinese title is written downwards, as on the hanging scroll that it stands beside. */
export function LandingHero(props: { locale: Locale; signedIn: boolean; bonusCredits: number }) {
  const { locale, signedIn } = props
  const t = translator(locale, 'landing')
  return (
    <section className="landing-section gap-y-8 pt-6 lg:pt-10">
      <div className="self-center">
        <h1 className={locale === 'zh' ? 'landing-title-zh' : 'landing-title-en'}>
          {t('titleFirst')}
          <span className="lg:hidden">{t('titleComma')}</span>
          <br />
          {t('titleSecond')}
        </h1>
        <p className="by-clause mt-6 max-w-[24em] text-lg">{t('lead')}</p>
        <div className="mt-7 flex flex-wrap items-center gap-3">
          <IntentLink
            href={`/${locale}/${signedIn ? 'studio' : 'sign-up'}`}
            className="button button-seal px-7"
          >
            {t(signedIn ? 'open' : 'start')}
          </IntentLink>
          <a href="#prices" className="button button-quiet">
            {t('seePrices')}
          </a>
        </div>
        {!signedIn && props.bonusCredits > 0 && (
          <p className="mt-4 text-sm text-soft">{t('bonus', { credits: props.bonusCredits })}</p>
        )}
      </div>
      <div className="wall self-center">
        {wall.map((row, index) => {
          const whole = row.reduce((sum, name) => sum + ratioOf(name), 0)
          return (
            <ul key={row[0]}>
              {row.map((name, place) => (
                <li key={name} data-name={name} style={{ flex: `${ratioOf(name)} 1 0` }}>
                  <LandingPicture
                    name={name}
                    alt={t(`alt.${name}`)}
                    sizes={sizesInRow(ratioOf(name) / whole, name === 'cranes' ? 1 : ratioOf(name) / 2.33)}
                    loading={index + place === 0 ? 'first' : name === 'summer' ? 'lazy' : 'eager'}
                  />
                </li>
              ))}
            </ul>
          )
        })}
        <p className="text-2xs text-soft">{t('heroNote')}</p>
      </div>
    </section>
  )
}

/** The wall is as wide as the page, less the narrow column where there is one; a phone hangs it differently (globals.css). */
function sizesInRow(share: number, phoneShare: number): string {
  const wide = Math.round(share * 70)
  const widest = Math.round(share * 84)
  return `(min-width: 112rem) ${widest}rem, (min-width: 68rem) ${wide}vw, (min-width: 40rem) ${Math.round(share * 96)}vw, ${Math.round(phoneShare * 92)}vw`
}
