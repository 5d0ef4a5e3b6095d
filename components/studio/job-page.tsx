'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { useJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { JobEntry } from './job-entry.tsx'

/** One job by itself, as live as in the studio, however old it is. */
export function JobPage(props: { initial: JobView }) {
  const locale = useLocale()
  const router = useRouter()
  const job = useJob(props.initial)
  return <JobEntry job={job} onReuse={() => router.push(`/${locale}/studio?from=${job.id}`)} />
}
