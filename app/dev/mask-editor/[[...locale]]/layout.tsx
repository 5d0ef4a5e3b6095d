import '../../../globals.css'
import type { ReactNode } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { isLocale, languageTags } from '#lib/i18n/locales.ts'
import { pickMessages } from '#lib/i18n/messages.ts'

interface MaskEditorLayoutProps {
  params: Promise<{ locale?: string[] }>
  children: ReactNode
}

/** The site's styles and words, without its header. */
export default async function MaskEditorLayout(props: MaskEditorLayoutProps) {
  const asked = (await props.params).locale?.[0]
  const locale = isLocale(asked) ? asked : 'en'
  return (
    <html lang={languageTags[locale]} data-theme="auto">
      <body>
        <I18nProvider locale={locale} messages={pickMessages(locale, ['common', 'errors', 'maskEditor'])}>
          {props.children}
        </I18nProvider>
      </body>
    </html>
  )
}
