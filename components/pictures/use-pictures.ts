import { useInfiniteQuery } from '@tanstack/react-query'
import type { PicturesPage } from '#components/queries/answers.ts'
import { callApi } from '#components/queries/api.ts'
import { queryKeys } from '#components/queries/keys.ts'

export const PICTURES_PAGE = 40

export function usePictures(initial: PicturesPage) {
  return useInfiniteQuery({
    queryKey: queryKeys.pictures,
    queryFn: ({ pageParam, signal }) =>
      callApi<PicturesPage>(
        `/api/images?limit=${PICTURES_PAGE}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [''] },
  })
}
