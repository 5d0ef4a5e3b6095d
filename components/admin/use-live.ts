import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ApiError, callApi } from '#components/queries/api.ts'

export const LIVE_SECONDS = 5
const LIST_SECONDS = 15

/** To anybody who is no operator, or no longer signed in, these addresses do not exist. */
export function saysAccessEnded(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'not_found'
}

function interval(seconds: number, error: unknown): number | false {
  return saysAccessEnded(error) ? false : seconds * 1000
}

/** What an address of the operator's API answers, asked anew every few seconds while the page is looked at. */
export function useLive<View extends object>(path: string, initial: View): { data: View; error: unknown } {
  const { data, error } = useQuery({
    queryKey: ['admin', path],
    queryFn: ({ signal }) => callApi<View>(path, { signal }),
    initialData: initial,
    refetchInterval: ({ state }) => interval(LIVE_SECONDS, state.error),
  })
  return { data, error }
}

/** A list with pages, newest first. */
export function useLivePages<Page extends { nextCursor: string | null }>(path: string, initial: Page) {
  const and = path.includes('?') ? '&' : '?'
  return useInfiniteQuery({
    queryKey: ['admin', path],
    queryFn: ({ pageParam, signal }) =>
      callApi<Page>(pageParam ? `${path}${and}cursor=${encodeURIComponent(pageParam)}` : path, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [''] },
    refetchInterval: ({ state }) => interval(LIST_SECONDS, state.error),
  })
}
