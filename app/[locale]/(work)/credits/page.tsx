import type { Metadata } from 'next'
import { CreditsOverview } from '#components/credits/credits-overview.tsx'
import { StatementTable } from '#components/credits/statement-table.tsx'
import { balance } from '#lib/credits/balance.ts'
import { statement } from '#lib/credits/statement.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { translator } from '#lib/i18n/messages.ts'
import { pageLocale } from '../../page-locale.ts'
import { requireUser } from '../../require-user.ts'

interface PageProps {
  params: Promise<{ locale: string }>
}

const FIRST_LINES = 24

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'credits')('title') }
}

export default async function CreditsPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const user = await requireUser(locale, `/${locale}/credits`)
  const t = translator(locale, 'credits')
  const [wallet, page] = await Promise.all([
    balance(db, user.id, env.provider),
    statement(user.id, { limit: FIRST_LINES }),
  ])
  const entries = page.entries.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }))
  return (
    <div className="mx-auto max-w-4xl px-4 py-8 sm:px-6">
      <h1 className="page-title mb-6">{t('title')}</h1>
      <CreditsOverview initial={wallet} />
      <h2 className="mt-12 font-title text-xl font-semibold">{t('statement')}</h2>
      <p className="mt-1 mb-3 text-sm text-soft">{t('statementNote')}</p>
      <StatementTable initial={{ entries, nextCursor: page.nextCursor }} emailVerified={user.emailVerified} />
    </div>
  )
}
