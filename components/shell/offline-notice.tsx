'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useOnline } from '#components/ui/use-online.ts'

/** Under the header of every page while there is no line. Queries and events go on by themselves when it comes back. */
export function OfflineNotice() {
  const t = useTranslate('nav')
  const online = useOnline()
  return (
    // The region is there before it speaks: one that comes with its words is not read out everywhere.
    <div role="status" className="sticky top-(--header-height) z-20">
      {!online && (
        <p className="offline-bar border-b border-line bg-azurite-wash px-4 py-2.5 text-sm sm:px-6">
          {t('offline')}
        </p>
      )}
    </div>
  )
}
