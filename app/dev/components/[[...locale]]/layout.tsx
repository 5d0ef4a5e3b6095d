import '../../../globals.css'
import type { ReactNode } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { MoneyProvider } from '#components/i18n/money-provider.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import { currencyOf } from '#lib/i18n/currencies.ts'
import { isLocale, languageTags } from '#lib/i18n/locales.ts'
import { pickMessages } from '#lib/i18n/messages.ts'

interface ComponentsLayoutProps {
  params: Promise<{ locale?: string[] }>
  children: ReactNode
}

/** The site's styles and words, without its header: nothing here depends on who looks, on data or on the time. */
export default async function ComponentsLayout(props: ComponentsLayoutProps) {
  const asked = (await props.params).locale?.[0]
  const locale = isLocale(asked) ? asked : 'en'
  return (
    <html lang={languageTags[locale]} data-theme="auto">
      <body>
        <I18nProvider
          locale={locale}
          messages={pickMessages(locale, ['common', 'errors', 'problems'])}
          timeZone="Asia/Shanghai"
          timeZoneChosen
        >
          <MoneyProvider currency={currencyOf(null, locale)} cnyPerUsd={7}>
            {props.children}
            <Toaster />
          </MoneyProvider>
        </I18nProvider>
      </body>
    </html>
  )
}
