'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { QuoteQuestion } from './quote-question.tsx'
import { totalOf } from './retry-targets.ts'
import type { useRetry } from './use-retry.ts'
import { WayOn } from './way-on.tsx'

/** What came of trying again, where it was not simply done: a new price to agree to, or an error and the way on. */
export function RetryAnswer({ retrying }: { retrying: ReturnType<typeof useRetry> }) {
  const t = useTranslate('job')
  const tStudio = useTranslate('studio')
  const { state, retry, forget } = retrying
  const { changedQuote, error, accepted } = state
  if (changedQuote) {
    return (
      <QuoteQuestion
        total={totalOf(changedQuote)}
        detail={tStudio('quoteChangedTotal', { total: totalOf(changedQuote) })}
        onAgree={() => void retry(changedQuote)}
        onLeave={forget}
      />
    )
  }
  if (error === null) return null
  return (
    <div className="mt-3">
      {accepted > 0 && <p className="mb-2 text-sm">{t('retryStopped', { count: accepted })}</p>}
      <ErrorNotice error={error} showProblems>
        <WayOn error={error} />
      </ErrorNotice>
    </div>
  )
}
