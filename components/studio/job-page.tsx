'use client'

import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useLocale } from '#components/i18n/i18n-provider.tsx'
import { useJob } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { Announcer } from './announcer.tsx'
import { JobEntry } from './job-entry.tsx'
import type { StudioFacts } from './studio-facts.ts'
import type { Retried } from './use-retry.ts'

/** One job by itself, as live as in the studio, however old it is. */
export function JobPage(props: { initial: JobView; facts: StudioFacts }) {
  const locale = useLocale()
  const router = useRouter()
  const job = useJob(props.initial)
  const jobs = useMemo(() => [job], [job])
  const [retried, setRetried] = useState<Retried | null>(null)
  return (
    <>
      <Announcer jobs={jobs} retried={retried} />
      <JobEntry
        job={job}
        facts={props.facts}
        onReuse={() => router.push(`/${locale}/studio?from=${job.id}`)}
        onVary={() => router.push(`/${locale}/studio?from=${job.id}&vary=1`)}
        onRetried={setRetried}
      />
    </>
  )
}
