'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { AmbiguousPage, CostsView, LedgerChecksView, Sum } from '#lib/jobs/operator/view.ts'
import { AmbiguousTable } from './ambiguous-table.tsx'
import { ChecksSection } from './checks-section.tsx'
import { usdText } from './live-view.ts'
import { PanelHead } from './panel-head.tsx'
import { useAction } from './use-action.ts'
import { useLive } from './use-live.ts'

/** What the operator may have paid for nothing, and whether the book of credits is sound. */
export function MoneyPanel(props: { costs: CostsView; calls: AmbiguousPage; checks: LedgerChecksView }) {
  const t = useTranslate('admin')
  const { data: costs, error } = useLive('/api/admin/costs', props.costs)
  const action = useAction()
  return (
    <>
      <PanelHead title={t('money')} now={costs.now} error={error} action={action} />
      <ChecksSection initial={props.checks} action={action} />
      <section aria-labelledby="costs" className="mt-12">
        <h2 id="costs" className="font-title text-xl font-semibold">
          {t('costs')}
        </h2>
        <p className="mt-1 max-w-[48rem] text-sm text-soft">{t('costsNote')}</p>
        <dl className="my-4 grid grid-cols-3 border-t border-line">
          <Amount name={t('day')} sum={costs.day} />
          <Amount name={t('month')} sum={costs.month} />
          <Amount name={t('all')} sum={costs.all} />
        </dl>
        <AmbiguousTable initial={props.calls} />
      </section>
    </>
  )
}

function Amount({ name, sum }: { name: string; sum: Sum }) {
  const t = useTranslate('admin')
  return (
    <div className="py-3 pr-3">
      <dt className="text-xs text-soft">{name}</dt>
      <dd>
        <span className="numerals font-title text-lg font-semibold sm:text-xl">{usdText(sum.nanoUsd)}</span>
        <p className="numerals text-2xs text-soft">{t('calls', { count: sum.count })}</p>
      </dd>
    </div>
  )
}
