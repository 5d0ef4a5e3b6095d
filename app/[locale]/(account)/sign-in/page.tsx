import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { safeNextPath } from '#components/accounts/safe-next-path.ts'
import { SignInForm } from '#components/accounts/sign-in-form.tsx'
import { IntentLink } from '#components/ui/intent-link.tsx'
import { currentUser } from '#lib/accounts/current-user.ts'
import { signInMethods } from '#lib/accounts/sign-in-methods.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('signInTitle') }
}

export default async function SignInPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const t = translator(locale, 'accounts')
  const { next, error } = await props.searchParams
  const nextPath = typeof next === 'string' ? next : null
  if (await currentUser()) redirect(safeNextPath(nextPath, `/${locale}/studio`))
  return (
    <AccountSheet title={t('signInTitle')} lead={t('signInLead')}>
      <SignInForm
        next={nextPath}
        problem={typeof error === 'string' ? error : null}
        methods={signInMethods()}
      />
      <p className="text-sm text-soft">
        {t('noAccount')}{' '}
        <IntentLink href={`/${locale}/sign-up`} className="link text-ink">
          {t('signUpTitle')}
        </IntentLink>
      </p>
    </AccountSheet>
  )
}
