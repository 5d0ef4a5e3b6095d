'use client'

import { CheckSquare, Grid2x2, Grid3x3, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslate } from '#components/i18n/i18n-provider.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import type { Facets } from '#lib/library/view.ts'
import type { Density } from './density.ts'
import { FilterChips } from './filter-chips.tsx'
import { FilterFields } from './filter-fields.tsx'
import { removableFilters } from './library-filters.ts'
import { SearchField } from './search-field.tsx'
import type { FiltersState } from './use-filters.ts'

/** Search, filters, and how the wall is shown. The filters open below on a desk, and in a sheet on a phone. */
export function LibraryToolbar(props: {
  state: FiltersState
  facets: Facets | undefined
  /** How many pictures fit; undefined while that is found out. */
  count: number | undefined
  density: Density
  onDensity: (density: Density) => void
  selectMode: boolean
  onSelectMode: (on: boolean) => void
}) {
  const t = useTranslate('library')
  const [open, setOpen] = useState<'panel' | 'sheet' | null>(null)
  const { state, facets, count, density } = props
  const { filters, change } = state
  const set = removableFilters(filters).filter((name) => name !== 'q').length
  const isSmall = density === 'small'
  const fields = <FilterFields filters={filters} facets={facets} onChange={change} />
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-2">
        <SearchField
          value={filters.q ?? ''}
          onSearch={(q) => change({ q: q || undefined }, filters.q !== undefined)}
        />
        <button
          type="button"
          className="button button-plain px-3 aria-expanded:border-ink aria-expanded:bg-wash"
          aria-expanded={open !== null}
          aria-label={set > 0 ? t('filtersSet', { count: set }) : t('filters')}
          onClick={() => {
            const narrow = window.matchMedia('(width < 54rem)').matches
            setOpen(open === null ? (narrow ? 'sheet' : 'panel') : null)
          }}
        >
          <SlidersHorizontal aria-hidden="true" className="size-4" />
          <span className="hidden sm:inline">{t('filters')}</span>
          {set > 0 && <span className="numerals">{set}</span>}
        </button>
        <button
          type="button"
          className="button button-plain px-3"
          aria-label={t('density')}
          title={t('density')}
          aria-pressed={isSmall}
          onClick={() => props.onDensity(isSmall ? 'large' : 'small')}
        >
          {isSmall ? (
            <Grid3x3 aria-hidden="true" className="size-4" />
          ) : (
            <Grid2x2 aria-hidden="true" className="size-4" />
          )}
        </button>
        <button
          type="button"
          className="button button-plain px-3 aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-paper"
          aria-pressed={props.selectMode}
          aria-label={t('select')}
          onClick={() => props.onSelectMode(!props.selectMode)}
        >
          <CheckSquare aria-hidden="true" className="size-4" />
          <span className="hidden sm:inline">{t('select')}</span>
        </button>
      </div>
      {open === 'panel' && <div className="appear border-y border-line py-5">{fields}</div>}
      {open === 'sheet' && (
        <Dialog title={t('filters')} onClose={() => setOpen(null)}>
          <div className="p-5">{fields}</div>
          <div className="sticky bottom-0 border-t border-line bg-sheet p-3">
            <button type="button" className="button button-seal w-full" onClick={() => setOpen(null)}>
              {count === 0 ? t('showNone') : count === undefined ? t('working') : t('show', { count })}
            </button>
          </div>
        </Dialog>
      )}
      <FilterChips filters={filters} onChange={change} />
    </div>
  )
}
