'use client'

import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import type { AskedOrder } from './order-line.ts'
import { shorten } from './shorten.ts'

/** Orders that waited and are not sent without their user's word, each with what it is and what it costs now. */
export function AskedOrders(props: {
  orders: readonly AskedOrder[]
  onSend: (order: AskedOrder) => unknown
  onDrop: (order: AskedOrder) => void
}) {
  const t = useTranslate('studio')
  const tCommon = useTranslate('common')
  return props.orders.map((order) => {
    const { form, quoteCredits, why } = order
    const cost = tCommon('credits', { count: form.n * quoteCredits })
    return (
      <div
        key={order.clientKey}
        role="alert"
        className="mt-3 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm"
      >
        <p>{t(`asked.${why}`, { cost })}</p>
        <p className="mt-1 line-clamp-2 text-soft" dir="auto">
          {shorten(form.prompt)}
        </p>
        <div className="mt-2 flex flex-wrap gap-2">
          <button
            type="button"
            className="button button-plain button-small"
            onClick={() => props.onSend(order)}
          >
            {t('asked.send', { cost })}
          </button>
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={(event) => {
              event.currentTarget.form?.querySelector<HTMLElement>('[type="submit"]')?.focus()
              props.onDrop(order)
            }}
          >
            {t('asked.drop')}
          </button>
        </div>
      </div>
    )
  })
}
