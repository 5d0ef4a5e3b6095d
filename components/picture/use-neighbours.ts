import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTimeZone } from '#components/i18n/i18n-provider.tsx'
import { filtersForApi, readFilters } from '#components/pictures/library-filters.ts'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import type { ImageView } from '#lib/jobs/view.ts'
import type { Neighbours } from '#lib/library/view.ts'

const none: Neighbours = { newer: null, older: null }

/**
 * The pictures before and after this one in the view that the address names; their previews are fetched ahead. Without an answer
 * there are none.
 * @param filters the address's filters, as in `?q=boat`
 */
export function useNeighbours(image: ImageView, filters: string): Neighbours {
  const timeZone = useTimeZone()
  const view = filtersForApi(readFilters(new URLSearchParams(filters)), timeZone)
  const { data = none } = useQuery({
    queryKey: [...queryKeys.pictures, 'neighbours', image.id, view],
    queryFn: ({ signal }) =>
      callApi<Neighbours>(`/api/pictures/neighbours?id=${image.id}${view && `&${view}`}`, { signal }),
    // What is gone has no place among the others any more.
    enabled: !image.gone,
  })
  const { newer, older } = data
  useEffect(() => {
    // First the one that people go on to.
    for (const id of [older, newer]) if (id) new Image().src = `/api/images/${id}/file?variant=preview`
  }, [newer, older])
  return data
}
