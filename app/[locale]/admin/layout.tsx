import type { ReactNode } from 'react'
import { AdminFrame } from '#components/admin/admin-frame.tsx'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { QueryProvider } from '#components/queries/query-provider.tsx'
import { pickMessages } from '#lib/i18n/messages.ts'
import { pageLocale } from '../page-locale.ts'
import { requireOperator } from '../require-operator.ts'

/** Around the operator's pages. There is no loading screen above them: below one a page can no longer answer with a real 404. */
export default async function AdminLayout(props: {
  params: Promise<{ locale: string }>
  children: ReactNode
}) {
  const locale = await pageLocale(props.params)
  await requireOperator()
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, ['admin'])}>
      <QueryProvider>
        <AdminFrame>{props.children}</AdminFrame>
      </QueryProvider>
    </I18nProvider>
  )
}
