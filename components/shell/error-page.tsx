'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

export function ErrorPage(props: { digest?: string; onRetry: () => void }) {
  const t = useTranslate('pages')
  const tCommon = useTranslate('common')
  const locale = useLocale()
  return (
    <div className="mx-auto max-w-xl px-4 py-24 sm:py-36">
      <h1 className="page-title">{t('errorTitle')}</h1>
      <p className="mt-3 text-soft">{t('errorText')}</p>
      {props.digest && <p className="mt-2 text-xs text-soft">{tCommon('requestId', { id: props.digest })}</p>}
      <div className="mt-8 flex gap-2">
        <button type="button" className="button button-seal" onClick={props.onRetry}>
          {tCommon('retry')}
        </button>
        <Link href={`/${locale}`} className="button button-plain">
          {t('home')}
        </Link>
      </div>
    </div>
  )
}
