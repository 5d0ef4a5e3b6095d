import type { Metadata } from 'next'
import { SettingsPage } from '#components/accounts/settings/settings-page.tsx'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { identityProviders } from '#lib/accounts/account-input.ts'
import { readAccount } from '#lib/accounts/read-account.ts'
import { listSessions } from '#lib/accounts/sessions.ts'
import { signInMethods } from '#lib/accounts/sign-in-methods.ts'
import { env } from '#lib/env.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'
import { requireUser } from '../../require-user.ts'

interface PageProps {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'settings')('title') }
}

export default async function AccountPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const user = await requireUser(locale, `/${locale}/account`)
  const [account, sessions] = await Promise.all([readAccount(user.id), listSessions(user.id, user.sessionId)])
  const methods = signInMethods()
  const { connected, connect_error: error } = await props.searchParams
  return (
    <I18nProvider locale={locale} messages={pickMessages(locale, ['settings'])}>
      <SettingsPage
        account={account}
        sessions={sessions}
        offered={identityProviders.filter((provider) => methods[provider])}
        connection={{
          connected: typeof connected === 'string' ? connected : undefined,
          error: typeof error === 'string' ? error : undefined,
        }}
        developmentMail={!env.isPublic && env.SMTP_URL === undefined}
      />
    </I18nProvider>
  )
}
