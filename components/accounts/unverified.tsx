'use client'

import { type ComponentProps, lazy } from 'react'
import { PartGuard } from '#components/ui/part-guard.tsx'

const VerificationBanner = lazy(() =>
  import('./verification-banner.tsx').then((part) => ({ default: part.VerificationBanner })),
)

/** The reminder to verify, in a file of its own: most people never see it again after their first minutes. */
export function Unverified(props: ComponentProps<typeof VerificationBanner>) {
  return (
    <PartGuard>
      <VerificationBanner {...props} />
    </PartGuard>
  )
}
