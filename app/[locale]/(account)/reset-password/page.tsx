import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { ResetPasswordForm } from '#components/accounts/reset-password-form.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('resetTitle'), robots: 'noindex' }
}

export default async function ResetPasswordPage(props: PageProps) {
  const t = translator(await pageLocale(props.params), 'accounts')
  return (
    <AccountSheet title={t('resetTitle')} lead={t('resetLead')}>
      <ResetPasswordForm />
    </AccountSheet>
  )
}
