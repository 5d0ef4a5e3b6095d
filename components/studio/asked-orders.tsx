'use client'

import { useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ApiError } from '#components/queries/api.ts'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import type { AskedOrder } from './order-line.ts'
import { shorten } from './shorten.ts'
import { WayOn } from './way-on.tsx'

/** Errors whose sentences hold whether or not the order was taken; the others say that nothing was charged. */
const alwaysTrue: readonly string[] = ['internal', 'too_many_requests']

/** Orders that waited and are not sent without their user's word, each with what it is and what it costs now. */
export function AskedOrders(props: {
  orders: readonly AskedOrder[]
  onSend: (order: AskedOrder) => unknown
  onDrop: (order: AskedOrder) => void
}) {
  return props.orders.map((order) => (
    <Asked
      key={order.clientKey}
      order={order}
      onSend={() => props.onSend(order)}
      onDrop={() => props.onDrop(order)}
    />
  ))
}

function Asked({ order, onSend, onDrop }: { order: AskedOrder; onSend: () => void; onDrop: () => void }) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  const row = useRef<HTMLDivElement>(null)
  useFocusHeir(row, (going) => going.closest('form')?.querySelector('[type="submit"]'))
  const { form, quoteCredits, why, error } = order
  const cost = tCommon('credits', { count: form.n * quoteCredits })
  const isTold =
    error instanceof ApiError && (why === 'refused' || (why === 'late' && alwaysTrue.includes(error.code)))
  return (
    <div ref={row} className="mt-3 space-y-2 text-sm">
      <div role="alert" className="border-l-2 border-azurite bg-azurite-wash px-3 py-2.5">
        <p>
          {t(`asked.${why}`, { cost })} {!isTold && <WayOn error={error} />}
        </p>
        <p className="mt-1 line-clamp-2 text-soft" dir="auto">
          {shorten(form.prompt)}
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <button type="button" className="button button-plain button-small" onClick={onSend}>
            {t('asked.send', { cost })}
          </button>
          <button type="button" className="button button-quiet button-small" onClick={onDrop}>
            {t('asked.drop')}
          </button>
        </div>
      </div>
      {isTold && (
        <ErrorNotice error={error}>
          <WayOn error={error} />
        </ErrorNotice>
      )}
    </div>
  )
}
