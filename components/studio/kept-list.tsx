'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useRef } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'

/** What somebody keeps, as a list; says so where there is nothing, and asks again where it could not be fetched. */
export function KeptList<Item>(props: {
  query: Pick<UseQueryResult, 'error' | 'isPending' | 'refetch'>
  items: readonly Item[]
  empty: string
  row: (item: Item) => ReactNode
}) {
  const t = useTranslate('common')
  const { query, items } = props
  if (query.error) {
    return (
      <div className="p-5">
        <ErrorNotice error={query.error}>
          <button type="button" className="link" onClick={() => void query.refetch()}>
            {t('retry')}
          </button>
        </ErrorNotice>
      </div>
    )
  }
  if (items.length === 0) {
    return <p className="p-5 text-sm text-soft">{query.isPending ? t('loading') : props.empty}</p>
  }
  return <ul className="divide-y divide-line">{items.map(props.row)}</ul>
}

/** One row of it. When it goes, the focus stays in the list, or in the dialog that the list is in. */
export function KeptRow(props: { className: string; children: ReactNode }) {
  const row = useRef<HTMLLIElement>(null)
  useFocusHeir(
    row,
    (going) =>
      (going.nextElementSibling ?? going.previousElementSibling)?.querySelector('button') ??
      going.closest('dialog')?.querySelector('button'),
  )
  return (
    <li ref={row} className={props.className}>
      {props.children}
    </li>
  )
}
