'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'

export function WorkLoading() {
  const t = useTranslate('common')
  return (
    <p role="status" className="mx-auto min-h-dvh w-fit px-4 py-32 text-soft">
      <span className="relative block pb-2">
        {t('loading')}
        <span className="brush-stroke" aria-hidden="true" />
      </span>
    </p>
  )
}
