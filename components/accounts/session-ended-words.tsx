'use client'

import { CircleAlert } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'

/** That nothing on this page is live any more, and the way back to the very view. */
export function SessionEndedWords() {
  const t = useTranslate('studio')
  const locale = useLocale()
  const path = usePathname()
  return (
    // In view wherever the page is scrolled to: below it nothing is live any more.
    <div
      role="alert"
      className="session-bar sticky z-20 flex gap-3 border-b border-line bg-cinnabar-wash px-4 py-2.5 text-sm sm:px-6"
    >
      <CircleAlert aria-hidden="true" className="mt-1 size-4 shrink-0 text-cinnabar-text" />
      <p>
        {/* Not the sentence of a refused job, which says that nothing was charged: pictures under way still are. */}
        {t('sessionEnded')}{' '}
        <a
          className="link"
          href={`/${locale}/sign-in?next=${encodeURIComponent(path)}`}
          onClick={(event) => {
            // With filters and all, so that the same view is there again. A full load: Next's own link would go where it was drawn to.
            const next = encodeURIComponent(path + location.search)
            event.currentTarget.href = `/${locale}/sign-in?next=${next}${location.hash}`
          }}
        >
          {t('signInAgain')}
        </a>
      </p>
    </div>
  )
}
