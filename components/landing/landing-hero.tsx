import Link from 'next/link'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { LandingPicture } from './landing-picture.tsx'
import { landingPictures } from './landing-pictures.ts'

/** Pictures on the wall first. The Chinese title is written downwards, as on the hanging scroll that it stands beside. */
export function LandingHero(props: { locale: Locale; signedIn: boolean; bonusCredits: number }) {
  const { locale, signedIn } = props
  const t = translator(locale, 'landing')
  return (
    <section className="landing-section gap-y-8 pt-8 lg:pt-12">
      <div className="self-center">
        <h1
          className={
            locale === 'zh'
              ? 'font-title text-4xl font-semibold tracking-[0.12em] lg:h-[4.7em] lg:text-[5rem] lg:leading-[1.35] lg:[writing-mode:vertical-rl]'
              : 'font-title text-3xl font-semibold tracking-tight sm:text-4xl lg:text-[3.25rem]'
          }
        >
          {t('titleFirst')}
          <br />
          {t('titleSecond')}
        </h1>
        <p className="mt-6 max-w-[38ch] text-lg">{t('lead')}</p>
        <div className="mt-7 flex flex-wrap items-center gap-3">
          <Link href={`/${locale}/${signedIn ? 'studio' : 'sign-up'}`} className="button button-seal px-7">
            {t(signedIn ? 'open' : 'start')}
          </Link>
          {!signedIn && (
            <Link href={`/${locale}/sign-in`} className="button button-quiet">
              {t('haveAccount')}
            </Link>
          )}
        </div>
        {!signedIn && props.bonusCredits > 0 && (
          <p className="mt-4 text-sm text-soft">{t('bonus', { credits: props.bonusCredits })}</p>
        )}
      </div>
      <div className="space-y-2 self-center sm:space-y-3">
        {landingPictures.map((row, index) => (
          <ul key={row[0].file} className="flex items-start gap-2 sm:gap-3">
            {row.map((picture) => (
              <LandingPicture key={picture.file} picture={picture} alt={t(picture.alt)} eager={index === 0} />
            ))}
          </ul>
        ))}
        <p className="text-2xs text-soft">{t('heroNote')}</p>
      </div>
    </section>
  )
}
