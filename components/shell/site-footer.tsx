import Link from 'next/link'
import type { Locale } from '#lib/i18n/locales.ts'
import { translator } from '#lib/i18n/messages.ts'

export function SiteFooter(props: { locale: Locale; sandbox: boolean; developmentMail: boolean }) {
  const t = translator(props.locale, 'nav')
  return (
    <footer className="mt-24 border-t border-line">
      <div className="mx-auto max-w-[112rem] space-y-2 px-4 py-6 text-xs text-soft sm:px-6">
        <p>{t('footer')}</p>
        {props.sandbox && <p>{t('sandboxNote')}</p>}
        {props.developmentMail && (
          <p>
            <Link href="/dev/mail" className="link" prefetch={false}>
              {t('developmentMail')}
            </Link>
          </p>
        )}
      </div>
    </footer>
  )
}
