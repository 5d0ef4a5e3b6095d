import Link from 'next/link'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

const questions = [
  'OpenAi',
  'Higher',
  'Failed',
  'Pay',
  'Retired',
  'Own',
  'Rules',
  'Kept',
  'Private',
  'Label',
  'Many',
] as const

/** Native disclosure: each question opens without script, and is found by the browser's search where it can. */
export function LandingQuestions(props: { locale: Locale }) {
  const { locale } = props
  const t = translator(locale, 'landing')
  const tLegal = translator(locale, 'legal')
  return (
    <section aria-labelledby="questions" className="landing-section landing-later pt-20 lg:pt-32">
      <div>
        <h2 id="questions" className="landing-heading">
          {t('questionsTitle')}
        </h2>
        <p className="mt-3 text-soft">
          {t('questionsMore')}
          <br />
          <Link href={`/${locale}/contact`} className="link" prefetch={false}>
            {tLegal('contact.title')}
          </Link>
        </p>
      </div>
      <div className="border-b border-line">
        {questions.map((name) => (
          <details key={name} className="question border-t border-line">
            <summary className="flex items-baseline justify-between gap-6 py-4 font-title text-lg font-semibold">
              {t(`ask${name}`)}
            </summary>
            <p className="max-w-[42em] pb-6 text-soft">{t(`answer${name}`)}</p>
          </details>
        ))}
      </div>
    </section>
  )
}
