import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { SignUpForm } from '#components/accounts/sign-up-form.tsx'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { signInMethods } from '#lib/accounts/sign-in-methods.ts'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('signUpTitle') }
}

export default async function SignUpPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const t = translator(locale, 'accounts')
  if (await currentUser()) redirect(`/${locale}/studio`)
  const bonus = env.SIGN_UP_BONUS_CREDITS
  const lead = [t('signUpLead'), bonus > 0 && t('signUpBonus', { credits: bonus })].filter(Boolean)
  return (
    <AccountSheet title={t('signUpTitle')} lead={lead.join(locale === 'zh' ? '' : ' ')}>
      <SignUpForm methods={signInMethods()} />
      <p className="text-sm text-soft">
        {t('haveAccount')}{' '}
        <IntentLink href={`/${locale}/sign-in`} className="link text-ink">
          {t('signInTitle')}
        </IntentLink>
      </p>
    </AccountSheet>
  )
}
