import type { Metadata } from 'next'
import { LegalPage } from '#components/legal/legal-page.tsx'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PrivacyPageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PrivacyPageProps): Promise<Metadata> {
  const t = translator(await pageLocale(props.params), 'legal')
  return { title: t('privacy.title'), description: t('privacy.lead') }
}

export default async function PrivacyPage(props: PrivacyPageProps) {
  const locale = await pageLocale(props.params)
  return (
    <LegalPage
      locale={locale}
      page="privacy"
      operatorName={env.OPERATOR_NAME ?? null}
      provider={env.provider}
    />
  )
}
