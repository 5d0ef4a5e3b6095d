'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { useJobs } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { JobEntry } from './job-entry.tsx'

/** One job by itself, as live as in the studio: it reads the same list, where events keep it true. */
export function JobPage(props: { initial: JobView }) {
  const locale = useLocale()
  const router = useRouter()
  const { data } = useJobs({ jobs: [props.initial], nextCursor: null })
  const job =
    data.pages.flatMap((page) => page.jobs).find(({ id }) => id === props.initial.id) ?? props.initial
  return <JobEntry job={job} onReuse={() => router.push(`/${locale}/studio?from=${job.id}`)} />
}
