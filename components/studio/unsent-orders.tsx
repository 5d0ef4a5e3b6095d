'use client'

import { useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'

/** That orders wait for a line, and how to take them back. Never loaded later: there may be no line to load it on. */
export function UnsentOrders(props: { count: number; onDrop: () => void }) {
  const t = useTranslate('studio')
  const box = useRef<HTMLDivElement>(null)
  useFocusHeir(box, (going) => going.closest('form')?.querySelector('[type="submit"]'))
  return (
    <div
      ref={box}
      role="status"
      className="mt-3 border-l-2 border-azurite bg-azurite-wash px-3 py-2.5 text-sm"
    >
      <p>{t('unsent', { count: props.count })}</p>
      <button type="button" className="link min-h-11 pointer-fine:min-h-9" onClick={props.onDrop}>
        {t('unsentDrop')}
      </button>
    </div>
  )
}
