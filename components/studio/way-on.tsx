'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'

/** Where to go with a refused order: a link to sign in or to buy credits, or nothing. */
export function WayOn({ error }: { error: unknown }) {
  const t = useTranslate('studio')
  const locale = useLocale()
  const code = error instanceof ApiError ? error.code : null
  if (code === 'unauthenticated') {
    return (
      <Link className="link" href={`/${locale}/sign-in?next=/${locale}/studio`}>
        {t('signInAgain')}
      </Link>
    )
  }
  if (code !== 'insufficient_credits') return null
  return (
    <Link className="link" href={`/${locale}/credits`}>
      {t('toCredits')}
    </Link>
  )
}
