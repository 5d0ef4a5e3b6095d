'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { PartGuard } from '#components/ui/part-guard.tsx'
import { AskedOrders, QuoteQuestion } from './drawn-later.ts'
import type { StudioForm } from './studio-form.ts'
import { UnsentOrders } from './unsent-orders.tsx'
import type { useSubmitJob } from './use-submit-job.ts'
import { WayOn } from './way-on.tsx'

/** What came of the last order, above the button: accepted, refused, a new price to agree to, or no line to send it on. */
export function SubmitAnswer(props: {
  submitting: ReturnType<typeof useSubmitJob>
  onAgree: (form: StudioForm, quoteCredits: number) => void
}) {
  const t = useTranslate('studio')
  const { state, forget, drop, sendAsked, dropAsked } = props.submitting
  const { changedQuote, error, unsent, asked, accepted } = state
  return (
    <>
      {changedQuote && (
        <PartGuard>
          <QuoteQuestion
            total={changedQuote.form.n * changedQuote.quoteCredits}
            detail={t('quoteChangedText', {
              total: changedQuote.form.n * changedQuote.quoteCredits,
              count: changedQuote.form.n,
              quote: changedQuote.quoteCredits,
            })}
            onLeave={forget}
            onAgree={() => props.onAgree(changedQuote.form, changedQuote.quoteCredits)}
          />
        </PartGuard>
      )}
      {unsent.length > 0 && <UnsentOrders count={unsent.length} onDrop={drop} />}
      {asked.length > 0 && (
        <PartGuard>
          <AskedOrders orders={asked} onSend={sendAsked} onDrop={dropAsked} />
        </PartGuard>
      )}
      {error !== null && (
        <div className="pt-3">
          <ErrorNotice error={error} showProblems>
            <WayOn error={error} />
          </ErrorNotice>
        </div>
      )}
      <p role="status" className="sr-only">
        {accepted && <span key={accepted.serial}>{t('accepted', { count: accepted.count })}</span>}
      </p>
    </>
  )
}
