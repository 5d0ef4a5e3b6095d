'use client'

import { ErrorPage } from '#components/shell/error-page.tsx'

export default function SiteError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorPage digest={props.error.digest} onRetry={props.reset} />
}
