import type { Metadata } from 'next'
import { JobPage } from '#components/studio/job-page.tsx'
import { translator } from '#lib/i18n/messages.ts'
import { getJob } from '#lib/jobs/read-jobs.ts'
import { pageLocale } from '../../../page-locale.ts'
import { requireUser } from '../../../require-user.ts'
import { findOr404 } from '../../find-or-404.ts'
import { studioFacts } from '../../studio/studio-facts.ts'

interface PageProps {
  params: Promise<{ locale: string; id: string }>
}

export async function generateMetadata(props: PageProps): Promise<Metadata> {
  return { title: translator(await pageLocale(props.params), 'job')('title') }
}

export default async function OneJobPage(props: PageProps) {
  const locale = await pageLocale(props.params)
  const { id } = await props.params
  const user = await requireUser(locale, `/${locale}/jobs/${id}`)
  const [job, facts] = await Promise.all([
    findOr404(id, (jobId) => getJob(user.id, jobId)),
    studioFacts(new Date()),
  ])
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6">
      <h1 className="page-title mb-6">{translator(locale, 'job')('title')}</h1>
      <JobPage initial={job} facts={facts} />
    </div>
  )
}
