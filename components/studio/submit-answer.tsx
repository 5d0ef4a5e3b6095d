'use client'

import Link from 'next/link'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { AskedOrders, QuoteQuestion } from './drawn-later.ts'
import { PartGuard } from './part-guard.tsx'
import type { StudioForm } from './studio-form.ts'
import type { useSubmitJob } from './use-submit-job.ts'

/** What came of the last order, above the button: accepted, refused, a new price to agree to, or no line to send it on. */
export function SubmitAnswer(props: {
  submitting: ReturnType<typeof useSubmitJob>
  onAgree: (form: StudioForm, quoteCredits: number) => void
}) {
  const t = useTranslate('studio')
  const locale = useLocale()
  const { state, forget, drop, sendAsked, dropAsked } = props.submitting
  const { changedQuote, error, unsent, asked, accepted } = state
  const code = error instanceof ApiError ? error.code : null
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
      {unsent.length > 0 && (
        <div role="status" className="mt-3 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm">
          <p>{t('unsent', { count: unsent.length })}</p>
          <button
            type="button"
            className="link min-h-11 pointer-fine:min-h-9"
            onClick={(event) => {
              event.currentTarget.form?.querySelector<HTMLElement>('[type="submit"]')?.focus()
              drop()
            }}
          >
            {t('unsentDrop')}
          </button>
        </div>
      )}
      {asked.length > 0 && (
        <PartGuard>
          <AskedOrders orders={asked} onSend={sendAsked} onDrop={dropAsked} />
        </PartGuard>
      )}
      {error !== null && (
        <div className="pt-3">
          <ErrorNotice error={error} showProblems>
            {code === 'unauthenticated' && (
              <Link className="link" href={`/${locale}/sign-in?next=/${locale}/studio`}>
                {t('signInAgain')}
              </Link>
            )}
            {code === 'insufficient_credits' && (
              <Link className="link" href={`/${locale}/credits`}>
                {t('toCredits')}
              </Link>
            )}
          </ErrorNotice>
        </div>
      )}
      <p role="status" className="sr-only">
        {accepted && <span key={accepted.serial}>{t('accepted', { count: accepted.count })}</span>}
      </p>
    </>
  )
}
