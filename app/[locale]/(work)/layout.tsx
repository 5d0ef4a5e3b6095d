import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { BonusToast } from '#components/accounts/bonus-toast.tsx'
import { SessionEndedNotice } from '#components/accounts/session-ended-notice.tsx'
import { Unverified } from '#components/accounts/unverified.tsx'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { LiveUpdates } from '#components/live/live-updates.tsx'
import { QueryProvider } from '#components/queries/query-provider.tsx'
import { WalletTeller } from '#components/shell/wallet-teller.tsx'
import { Toaster } from '#components/ui/toaster.tsx'
import { env } from '#lib/env.ts'
import { lastEventSeq } from '#lib/events/read-events.ts'
import { pathHeader } from '#lib/i18n/locales.ts'
import { pickMessages } from '#lib/i18n/messages.ts'
import { pageLocale } from '../page-locale.ts'
import { requireUser } from '../require-user.ts'
import { walletOf } from '../wallet-of.ts'

/** Around the pages of somebody who is signed in: the query cache, live updates and the reminder to verify. */
export default async function WorkLayout(props: {
  params: Promise<{ locale: string }>
  children: ReactNode
}) {
  const locale = await pageLocale(props.params)
  // Here and not only in the pages: a page below a loading screen can no longer answer with a real redirect.
  const path = (await headers()).get(pathHeader) ?? `/${locale}/studio`
  const user = await requireUser(locale, path)
  const [afterSeq, wallet] = await Promise.all([lastEventSeq(user.id), walletOf(user.id)])
  const messages = pickMessages(locale, [
    'accounts',
    'studio',
    'models',
    'choices',
    'job',
    'failures',
    'pictures',
    'credits',
  ])
  return (
    <I18nProvider locale={locale} messages={messages}>
      <QueryProvider>
        <LiveUpdates userId={user.id} afterSeq={String(afterSeq)} />
        <WalletTeller initial={{ available: wallet.available, held: wallet.held }} />
        <SessionEndedNotice />
        {!user.emailVerified && (
          <Unverified email={user.email} developmentMail={!env.isPublic && env.SMTP_URL === undefined} />
        )}
        {props.children}
        <BonusToast />
        <Toaster />
      </QueryProvider>
    </I18nProvider>
  )
}
