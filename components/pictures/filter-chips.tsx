'use client'

import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { useLocale, useTranslate } from '#components/i18n/i18n-provider.tsx'
import { modelName } from '#components/ui/model-name.ts'
import { useFocusHeir } from '#components/ui/use-focus-heir.ts'
import { languageTags } from '#lib/i18n/locales.ts'
import { ColourSwatch } from './colour-swatch.tsx'
import { type FilterName, type LibraryFilters, removableFilters } from './library-filters.ts'
import type { FilterChange } from './use-filters.ts'

/** What is wished for just now, each with a way to take it away. */
export function FilterChips(props: {
  filters: LibraryFilters
  onChange: (change: FilterChange) => void
  /** In the middle of an empty page. */
  centred?: boolean
}) {
  const t = useTranslate('library')
  const nameOf = useFilterNames()
  const { filters } = props
  const names = removableFilters(filters)
  if (names.length === 0) return null
  const nothing = Object.fromEntries(names.map((name) => [name, undefined]))
  return (
    <ul
      aria-label={t('set')}
      className={`flex flex-wrap items-center gap-1.5 ${props.centred ? 'justify-center' : ''}`}
    >
      {names.map((name) => {
        const words = nameOf(filters, name)
        return (
          <Chip key={name}>
            <button
              type="button"
              className="flex min-h-11 max-w-80 items-center gap-2 rounded-sm border border-edge py-1 pr-2 pl-3 text-sm hover:border-ink hover:bg-wash pointer-fine:min-h-8"
              aria-label={t('chipRemove', { name: words })}
              onClick={() => props.onChange({ [name]: undefined })}
            >
              {name === 'colour' && filters.colour && <ColourSwatch colour={filters.colour} />}
              <span className="truncate">{words}</span>
              <X aria-hidden="true" className="size-3.5 shrink-0 text-soft" />
            </button>
          </Chip>
        )
      })}
      {names.length > 1 && (
        <Chip>
          <button
            type="button"
            className="button button-quiet button-small"
            onClick={() => props.onChange(nothing)}
          >
            {t('clearAll')}
          </button>
        </Chip>
      )}
    </ul>
  )
}

/** Taken away, it leaves the focus to the next one, the last one to the search above. */
function Chip(props: { children: ReactNode }) {
  const chip = useRef<HTMLLIElement>(null)
  useFocusHeir(
    chip,
    (going) =>
      (going.nextElementSibling ?? going.previousElementSibling)?.querySelector('button') ??
      document.querySelector('main [type="search"]'),
  )
  return <li ref={chip}>{props.children}</li>
}

function useFilterNames(): (filters: LibraryFilters, name: FilterName) => string {
  const t = useTranslate('library')
  const locale = useLocale()
  const day = (text: string) =>
    new Intl.DateTimeFormat(languageTags[locale], { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${text}T00:00:00Z`),
    )
  return (filters, name) => {
    const { q, model, kind, shape, colour, from, to } = filters
    switch (name) {
      case 'q':
        return t('chipQuery', { text: q ?? '' })
      case 'model':
        return modelName(model ?? '')
      case 'kind':
        return kind ? t(`kinds.${kind}`) : ''
      case 'shape':
        return shape ? t(`shapes.${shape}`) : ''
      case 'colour':
        return colour ? t(`colours.${colour}`) : ''
      case 'from':
        return t('chipFrom', { day: day(from ?? '') })
      case 'to':
        return t('chipTo', { day: day(to ?? '') })
      default:
        return t('favourites')
    }
  }
}
