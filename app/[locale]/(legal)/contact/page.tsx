import type { Metadata } from 'next'
import { ContactPage } from '#components/legal/contact-page.tsx'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface ContactRouteProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: ContactRouteProps): Promise<Metadata> {
  const t = translator(await pageLocale(props.params), 'legal')
  return { title: t('contact.title'), description: t('contact.lead') }
}

export default async function ContactRoute(props: ContactRouteProps) {
  return (
    <ContactPage
      locale={await pageLocale(props.params)}
      operatorName={env.OPERATOR_NAME ?? null}
      operatorEmail={env.OPERATOR_EMAIL ?? null}
    />
  )
}
