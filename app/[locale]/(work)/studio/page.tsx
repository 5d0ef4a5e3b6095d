import type { Metadata } from 'next'
import { I18nProvider } from '#components/i18n/i18n-provider.tsx'
import { Studio } from '#components/studio/studio.tsx'
import { balance } from '#lib/credits/balance.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { pickMessages, translator } from '#lib/i18n/messages.ts'
import { listJobs } from '#lib/jobs/read-jobs.ts'
import { pageLocale } from '../../page-locale.ts'
import { requireUser } from '../../require-user.ts'
import { settingsOfJob } from './settings-of-job.ts'
import { studioFacts } from './studio-facts.ts'

interface PageProps {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const FIRST_JOBS = 20

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'studio')('title') }
}

export default async function StudioPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const user = await requireUser(locale, `/${locale}/studio`)
  const { from, vary } = await props.searchParams
  const [facts, page, wallet, reuse] = await Promise.all([
    studioFacts(new Date()),
    listJobs(user.id, { limit: FIRST_JOBS }),
    balance(db, user.id, env.provider),
    settingsOfJob(user.id, from),
  ])
  return (
    <I18nProvider
      locale={locale}
      messages={pickMessages(locale, ['studioTools', 'studioInputs', 'maskEditor'])}
    >
      <Studio
        // After a change of user in another tab nothing of the one before may stay: neither draft nor orders.
        key={user.id}
        userId={user.id}
        facts={facts}
        jobs={{ jobs: page.items, nextCursor: page.nextCursor }}
        wallet={wallet}
        reuse={reuse && { form: reuse, isToVary: vary === '1' }}
      />
    </I18nProvider>
  )
}
