import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback, useMemo } from 'react'
import { useTimeZone } from '#components/i18n/i18n-provider.tsx'
import {
  changeFilters,
  filtersForApi,
  type LibraryFilters,
  readFilters,
  writeFilters,
} from './library-filters.ts'

export type FilterChange = Parameters<typeof changeFilters>[1]

export interface FiltersState {
  filters: LibraryFilters
  /** As they stand in an address, with the question mark. */
  search: string
  /** As the API takes them. */
  view: string
  /** Changes some, as a page of its own for the back button; `replace` for a search that is being typed. */
  change: (change: FilterChange, replace?: boolean) => void
  /** Leaves all of them for others. */
  go: (filters: LibraryFilters) => void
}

/** The filters of the page's address: the one place where they are. No change of them asks the server for a page. */
export function useFilters(): FiltersState {
  const pathname = usePathname()
  const params = useSearchParams().toString()
  const timeZone = useTimeZone()
  const filters = useMemo(() => readFilters(new URLSearchParams(params)), [params])
  const view = useMemo(() => filtersForApi(filters, timeZone), [filters, timeZone])
  const change = useCallback(
    (wanted: FilterChange, replace = false) => {
      const address = pathname + writeFilters(changeFilters(filters, wanted))
      if (replace) window.history.replaceState(null, '', address)
      else window.history.pushState(null, '', address)
    },
    [filters, pathname],
  )
  const go = useCallback(
    (next: LibraryFilters) => window.history.pushState(null, '', pathname + writeFilters(next)),
    [pathname],
  )
  return { filters, search: writeFilters(filters), view, change, go }
}
