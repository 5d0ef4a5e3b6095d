'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useSecondsUntil } from '#components/ui/use-second.ts'
import type { Wait } from '#lib/jobs/view.ts'

/** The server counts no further: so many, or more. */
const AHEAD_MAX = 100
const MINUTE = 60
const HOUR = 60 * MINUTE

/** 8 → 8 s, 200 → 4 min: seconds only while somebody would count them, and rounded up, so that it is never too early. */
export function useDurationText(): (seconds: number) => string {
  const t = useTranslate('job')
  return (seconds) => {
    if (seconds < 2 * MINUTE) return t('seconds', { count: seconds })
    if (seconds < 2 * HOUR) return t('minutes', { count: Math.ceil(seconds / MINUTE) })
    return t('hours', { count: Math.ceil(seconds / HOUR) })
  }
}

/** In a few words, for the place of one picture, why it is not being made. */
export function WaitWords({ wait }: { wait: Wait }) {
  const t = useTranslate('job')
  const durationText = useDurationText()
  const seconds = useSecondsUntil(wait.reason === 'later' ? wait.until : null)
  switch (wait.reason) {
    case 'line':
      return wait.ahead < AHEAD_MAX ? t('wait.line', { place: wait.ahead + 1 }) : t('wait.lineLong')
    case 'own':
      return wait.ahead < AHEAD_MAX ? t('wait.own', { ahead: wait.ahead }) : t('wait.ownLong')
    case 'later':
      return seconds ? t('wait.later', { time: durationText(seconds) }) : t('wait.laterNow')
    default:
      return t('wait.onHold')
  }
}
