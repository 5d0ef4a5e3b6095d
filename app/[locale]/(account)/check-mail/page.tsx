import type { Metadata } from 'next'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { CheckMail } from '#components/accounts/check-mail.tsx'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('checkTitle') }
}

export default async function CheckMailPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const t = translator(locale, 'accounts')
  return (
    <AccountSheet title={t('checkTitle')}>
      {!env.isPublic && env.SMTP_URL === undefined && (
        <p className="border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm">
          {t('checkDevelopment')}
          {locale === 'zh' ? '' : ' '}
          <a href="/dev/mail" className="link">
            {t('openDevelopmentMail')}
          </a>
        </p>
      )}
      <CheckMail />
    </AccountSheet>
  )
}
