import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

export function ContactPage(props: {
  locale: Locale
  operatorName: string | null
  operatorEmail: string | null
}) {
  const t = translator(props.locale, 'legal')
  return (
    <article className="reading">
      <h1 className="page-title">{t('contact.title')}</h1>
      {props.operatorEmail !== null && <p className="mt-4 text-lg">{t('contact.lead')}</p>}
      <h2>{t('contact.mail')}</h2>
      {props.operatorEmail === null ? (
        <p>{t('contact.none')}</p>
      ) : (
        <p>
          <a href={`mailto:${props.operatorEmail}`} className="link">
            {props.operatorEmail}
          </a>
        </p>
      )}
      <p className="mt-4 text-soft">{t('contact.report')}</p>
      <h2>{t('contact.licence')}</h2>
      <p>{t('contact.licenceText')}</p>
      {props.operatorName !== null && (
        <p className="mt-10 border-t border-line pt-4 text-sm text-soft">
          {t('operator', { name: props.operatorName })}
        </p>
      )}
    </article>
  )
}
