'use client'

import { lazy } from 'react'
import { useSessionEnded } from '#components/queries/session-ended.ts'
import { PartGuard } from '#components/ui/part-guard.tsx'

const SessionEndedWords = lazy(() =>
  import('./session-ended-words.tsx').then((part) => ({ default: part.SessionEndedWords })),
)

/** Told as soon as live data is refused, say after signing out in another tab, and not only when somebody paints. */
export function SessionEndedNotice() {
  if (!useSessionEnded()) return null
  return (
    <PartGuard>
      <SessionEndedWords />
    </PartGuard>
  )
}
