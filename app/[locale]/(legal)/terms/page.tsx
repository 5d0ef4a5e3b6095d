import type { Metadata } from 'next'
import { LegalPage } from '#components/legal/legal-page.tsx'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface TermsPageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: TermsPageProps): Promise<Metadata> {
  const t = translator(await pageLocale(props.params), 'legal')
  return { title: t('terms.title'), description: t('terms.lead') }
}

export default async function TermsPage(props: TermsPageProps) {
  const locale = await pageLocale(props.params)
  return (
    <LegalPage
      locale={locale}
      page="terms"
      operatorName={env.OPERATOR_NAME ?? null}
      provider={env.provider}
    />
  )
}
