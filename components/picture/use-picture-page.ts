import { useQuery } from '@tanstack/react-query'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'
import type { PicturePageView } from '#lib/jobs/picture-page-view.ts'

export function pageKey(imageId: string) {
  return [...queryKeys.pictures, 'page', imageId] as const
}

/** The page as the server drew it, then as it is: it may have been fetched ahead, and changed since. */
export function usePicturePage(initial: PicturePageView): PicturePageView {
  const { data } = useQuery({
    queryKey: pageKey(initial.image.id),
    queryFn: ({ signal }) => callApi<PicturePageView>(`/api/images/${initial.image.id}`, { signal }),
    initialData: initial,
    staleTime: 0,
  })
  return data
}
