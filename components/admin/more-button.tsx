'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { saysAccessEnded } from './use-live.ts'

/** Below a list with pages: the next one, or that there is none. */
export function MoreButton(props: {
  query: {
    error: unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
}) {
  const t = useTranslate('admin')
  const tCommon = useTranslate('common')
  const { query } = props
  return (
    <div className="mt-4 space-y-3 text-center text-sm text-soft">
      {query.error !== null && !saysAccessEnded(query.error) && <ErrorNotice error={query.error} />}
      {query.hasNextPage ? (
        <button
          type="button"
          className="button button-plain text-ink"
          aria-busy={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? tCommon('loading') : t('more')}
        </button>
      ) : (
        <p>{t('end')}</p>
      )}
    </div>
  )
}
