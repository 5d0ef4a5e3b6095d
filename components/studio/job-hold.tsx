'use client'

import { Pause } from 'lucide-react'
import { useLocale, useTimeZone, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSecondsUntil } from '#components/ui/use-second.ts'
import { languageTags } from '#lib/i18n/locales.ts'
import type { JobView, Wait } from '#lib/jobs/view.ts'
import { useDurationText } from './wait-words.tsx'

type Hold = Extract<Wait, { reason: 'paused' | 'unreachable' | 'stopped' | 'braked' }>

const rank = { stopped: 3, braked: 2, paused: 1, unreachable: 1 } as const

function isHold(wait: Wait | null): wait is Hold {
  return wait !== null && wait.reason in rank
}

/** What keeps a job's pictures in line, said once for all of them: they have one model and one user. */
export function JobHold({ job }: { job: JobView }) {
  const [hold] = job.images
    .map(({ wait }) => wait)
    .filter(isHold)
    .sort((one, other) => rank[other.reason] - rank[one.reason])
  if (!hold) return null
  return (
    <p className="mt-3 flex max-w-[70ch] gap-3 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm">
      <Pause aria-hidden="true" className="mt-1 size-4 shrink-0 text-azurite" />
      <HoldSentence hold={hold} />
    </p>
  )
}

function HoldSentence({ hold }: { hold: Hold }) {
  const t = useTranslate('job')
  const locale = useLocale()
  const timeZone = useTimeZone()
  const durationText = useDurationText()
  const until = hold.reason === 'stopped' ? null : hold.until
  const seconds = useSecondsUntil(until)
  if (hold.reason === 'stopped' || until === null) return t('hold.stopped')
  if (seconds === 0) return t(`hold.${hold.reason}Now`)
  const format = new Intl.DateTimeFormat(languageTags[locale], {
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone,
  })
  // On the server time stands still: the sentence comes with its figure a moment later.
  const time = seconds === null ? '…' : durationText(seconds)
  return (
    <span className="numerals">
      {t(`hold.${hold.reason}`, { time, clock: format.format(new Date(until)) })}
    </span>
  )
}
