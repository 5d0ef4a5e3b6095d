import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'
import { WorkRow } from './work-row.tsx'
import { works } from './works.ts'

/** The four kinds of work, each with a picture of ours: what went in on the left, what came out on the right. */
export function LandingWorks(props: {
  locale: Locale
  signedIn: boolean
  markupBps: number
  cnyPerUsd: number
}) {
  const t = translator(props.locale, 'landing')
  return (
    <section aria-labelledby="works" className="pt-20 lg:pt-32">
      <div className="landing-section">
        <h2 id="works" className="landing-heading">
          {t('kindsTitle')}
        </h2>
        <p className="by-clause max-w-[40em] text-soft lg:text-lg">{t('kindsLead')}</p>
      </div>
      {works.map((work) => (
        <WorkRow key={work.kind} work={work} {...props} />
      ))}
    </section>
  )
}
