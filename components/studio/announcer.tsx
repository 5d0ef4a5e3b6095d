'use client'

import { useEffect, useRef, useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { isUnfinished } from '#components/queries/use-jobs.ts'
import type { JobView } from '#lib/jobs/view.ts'
import type { Retried } from './use-retry.ts'

/** Says one sentence when a job ends or pictures are tried again, none for the steps between. */
export function Announcer({ jobs, retried }: { jobs: JobView[]; retried: Retried | null }) {
  const t = useTranslate('studio')
  const tJob = useTranslate('job')
  const [announcement, setAnnouncement] = useState('')
  const running = useRef(new Set<string>())
  useEffect(() => {
    const ended = jobs.filter((job) => running.current.has(job.id) && !isUnfinished(job))
    running.current = new Set(jobs.filter(isUnfinished).map(({ id }) => id))
    if (ended.length === 0) return
    const images = ended.flatMap((job) => job.images)
    const done = images.filter(({ state }) => state === 'delivered').length
    const failed = images.filter(({ state }) => state === 'failed').length
    const sentences = [
      done > 0 && t('announceDone', { count: done }),
      failed > 0 && t('announceFailed', { count: failed }),
    ]
    setAnnouncement(sentences.filter(Boolean).join(' '))
  }, [jobs, t])
  useEffect(() => {
    if (retried) setAnnouncement(tJob('retryAccepted', { count: retried.count }))
  }, [retried, tJob])
  return (
    <p role="status" className="sr-only">
      {announcement}
    </p>
  )
}
