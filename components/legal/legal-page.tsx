import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

const sections = {
  terms: ['account', 'credits', 'content', 'rights', 'labels', 'service', 'end', 'licence'],
  privacy: ['stored', 'providers', 'kept', 'yours', 'cookies', 'label'],
} as const

/** Terms or privacy: short, and true to what the software does. Whoever changes what it does changes these words with it. */
export function LegalPage(props: {
  locale: Locale
  page: keyof typeof sections
  operatorName: string | null
  provider: 'openai' | 'sandbox'
}) {
  const { locale, page } = props
  const t = translator(locale, 'legal')
  return (
    <article className="reading">
      <h1 className="page-title">{t(`${page}.title`)}</h1>
      <p className="mt-4 text-lg">{t(`${page}.lead`)}</p>
      {sections[page].map((name) => (
        <section key={name}>
          <h2>{t.maybe(`${page}.sections.${name}.title`)}</h2>
          <p>{t.maybe(`${page}.sections.${name}.text`, { provider: props.provider })}</p>
        </section>
      ))}
      <p className="mt-10 border-t border-line pt-4 text-sm text-soft">
        {props.operatorName === null ? t('operatorUnnamed') : t('operator', { name: props.operatorName })}
        <br />
        {t('updated')}
      </p>
    </article>
  )
}
