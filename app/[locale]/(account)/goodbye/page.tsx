import type { Metadata } from 'next'
import Link from 'next/link'
import { AccountSheet } from '#components/accounts/account-sheet.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'accounts')('goodbyeTitle'), robots: 'noindex' }
}

/** After an account was deleted. */
export default async function GoodbyePage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const t = translator(locale, 'accounts')
  return (
    <AccountSheet title={t('goodbyeTitle')} lead={t('goodbyeLead')}>
      <p className="text-soft">{t('goodbyeText')}</p>
      <Link href={`/${locale}`} className="button button-plain">
        {t('toLanding')}
      </Link>
    </AccountSheet>
  )
}
