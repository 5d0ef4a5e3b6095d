import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { VerifyEmail } from '#components/accounts/verify-email.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('verifyTitle'), robots: 'noindex' }
}

export default async function VerifyEmailPage(props: PageProps) {
  const t = translator(await pageLocale(props.params), 'accounts')
  return (
    <AccountSheet title={t('verifyTitle')}>
      <VerifyEmail signedIn={(await currentUser()) !== null} />
    </AccountSheet>
  )
}
