'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { ErrorNotice } from '#components/ui/error-notice.tsx'
import { FilterChips } from './filter-chips.tsx'
import { type LibraryFilters, removableFilters } from './library-filters.ts'
import type { FilterChange } from './use-filters.ts'

/** An empty frame on the wall, with what could be said of it. */
function EmptyFrame(props: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="appear grid min-h-[50dvh] place-items-center py-12">
      <div className="w-full max-w-xl border border-line bg-sheet p-2.5">
        <div className="border border-line px-6 py-14 text-center sm:px-12">
          <h2 className="font-title text-xl font-semibold">{props.title}</h2>
          <p className="by-clause mt-2 text-soft">{props.text}</p>
          {props.children && <div className="mt-6">{props.children}</div>}
        </div>
      </div>
    </div>
  )
}

/** Why there is no picture, and what to do about it. */
export function NoPictures(props: {
  filters: LibraryFilters
  /** Whether the folder of the filters exists. */
  folderExists: boolean
  /** How long the bin keeps what is deleted. */
  binDays: number
  onChange: (change: FilterChange) => void
  onGo: (filters: LibraryFilters) => void
}) {
  const t = useTranslate('library')
  const locale = useLocale()
  const { filters } = props
  const names = removableFilters(filters)
  const toAll = (
    <button type="button" className="button button-plain" onClick={() => props.onGo({})}>
      {t('toAll')}
    </button>
  )
  const onlyFavourites = names.length === 1 && filters.favourite && !filters.folder && !filters.bin
  if (names.length > 0 && !onlyFavourites) {
    return (
      <EmptyFrame title={t('nothingTitle')} text={t('nothingText', { count: names.length })}>
        <FilterChips filters={filters} onChange={props.onChange} centred />
      </EmptyFrame>
    )
  }
  if (onlyFavourites) {
    return (
      <EmptyFrame title={t('emptyFavourites')} text={t('emptyFavouritesText')}>
        {toAll}
      </EmptyFrame>
    )
  }
  if (filters.bin) {
    return (
      <EmptyFrame title={t('emptyBinTitle')} text={t('emptyBinText', { days: props.binDays })}>
        {toAll}
      </EmptyFrame>
    )
  }
  if (filters.folder) {
    return (
      <EmptyFrame
        title={props.folderExists ? t('emptyFolder') : t('goneFolder')}
        text={props.folderExists ? t('emptyFolderText') : t('emptyText')}
      >
        {toAll}
      </EmptyFrame>
    )
  }
  return (
    <EmptyFrame title={t('emptyTitle')} text={t('emptyText')}>
      <Link href={`/${locale}/studio`} className="button button-seal">
        {t('emptyAction')}
      </Link>
    </EmptyFrame>
  )
}

/** The view could not be loaded, and there is nothing to show of it. */
export function WallFailed(props: { error: Error; onRetry: () => void }) {
  const t = useTranslate('library')
  const tCommon = useTranslate('common')
  return (
    <div className="mx-auto max-w-xl py-12">
      <h2 className="mb-4 font-title text-xl font-semibold">{t('failedTitle')}</h2>
      <ErrorNotice error={props.error}>
        <button type="button" className="link font-medium" onClick={props.onRetry}>
          {tCommon('retry')}
        </button>
      </ErrorNotice>
    </div>
  )
}
