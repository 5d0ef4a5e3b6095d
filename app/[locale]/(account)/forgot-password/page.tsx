import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { ForgotPasswordForm } from '#components/accounts/forgot-password-form.tsx'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('forgotTitle'), robots: 'noindex' }
}

/** For who is signed in, too: somebody who forgot the password cannot change it otherwise. */
export default async function ForgotPasswordPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const t = translator(locale, 'accounts')
  return (
    <AccountSheet title={t('forgotTitle')} lead={t('forgotLead')}>
      <ForgotPasswordForm developmentMail={!env.isPublic && env.SMTP_URL === undefined} />
      <p className="text-sm">
        <IntentLink href={`/${locale}/sign-in`} className="link">
          {t('backToSignIn')}
        </IntentLink>
      </p>
    </AccountSheet>
  )
}
