'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

export function NotFoundPage() {
  const t = useTranslate('pages')
  const locale = useLocale()
  return (
    <div className="mx-auto max-w-xl px-4 py-24 sm:py-36">
      <div
        aria-hidden="true"
        className="mb-8 h-32 w-24 border border-line bg-sheet shadow-[inset_0_0_0_8px_var(--wash)]"
      />
      <h1 className="page-title">{t('notFoundTitle')}</h1>
      <p className="mt-3 text-soft">{t('notFoundText')}</p>
      <Link href={`/${locale}`} className="button button-plain mt-8">
        {t('home')}
      </Link>
    </div>
  )
}
