import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { MailLink } from '#components/accounts/mail-link.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('mailLinkTitle'), robots: 'noindex' }
}

export default async function MailLinkPage(props: PageProps) {
  const t = translator(await pageLocale(props.params), 'accounts')
  return (
    <AccountSheet title={t('mailLinkTitle')} lead={t('mailLinkLead')}>
      <MailLink />
    </AccountSheet>
  )
}
