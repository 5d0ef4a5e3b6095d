import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { ConfirmEmail } from '#components/accounts/confirm-email.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('confirmTitle'), robots: 'noindex' }
}

export default async function ConfirmEmailPage(props: PageProps) {
  const t = translator(await pageLocale(props.params), 'accounts')
  return (
    <AccountSheet title={t('confirmTitle')} lead={t('confirmLead')}>
      <ConfirmEmail signedIn={(await currentUser()) !== null} />
    </AccountSheet>
  )
}
