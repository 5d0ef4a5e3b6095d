import type { ReactNode } from 'react'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { pickMessages } from '#lib/i18n/messages.ts'
import { pageLocale } from '../page-locale.ts'

export default async function AccountLayout(props: {
  params: Promise<{ locale: string }>
  children: ReactNode
}) {
  const locale = await pageLocale(props.params)
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, ['accounts'])}>
      {props.children}
    </I18nProvider>
  )
}
