import { type InfiniteData, type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { JobView } from '#lib/jobs/view.ts'
import type { JobsPage } from './answers.ts'
import { callApi } from './api.ts'
import { queryKeys } from './keys.ts'
import { saysSessionEnded } from './session-ended.ts'

const PAGE = 20
/** Events tell of every change; this only mends what a lost event left out. */
const SAFETY_INTERVAL_MS = 20_000
/** How far a line has moved on is told by no event: most of those ahead are other people's. */
const LINE_INTERVAL_MS = 5_000

export function isUnfinished(job: JobView): boolean {
  return job.state === 'queued' || job.state === 'running'
}

function hasImagesInLine(job: JobView): boolean {
  return job.images.some(({ state }) => state === 'waiting' || state === 'queued')
}

/**
 * How often jobs are asked for again beside what events tell, in milliseconds. Without a session there is no use in asking on;
 * whoever comes back to the page asks again.
 */
export function refetchInterval(jobs: JobView[], error: unknown): number | false {
  if (saysSessionEnded(error)) return false
  if (jobs.some(hasImagesInLine)) return LINE_INTERVAL_MS
  return jobs.some(isUnfinished) ? SAFETY_INTERVAL_MS : false
}

/** One's own jobs, newest first. */
export function useJobs(initial: JobsPage) {
  return useInfiniteQuery({
    queryKey: queryKeys.jobs,
    queryFn: ({ pageParam, signal }) =>
      callApi<JobsPage>(
        `/api/jobs?limit=${PAGE}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ''}`,
        {
          signal,
        },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [initial], pageParams: [''] },
    refetchInterval: ({ state }) =>
      refetchInterval(state.data?.pages.flatMap((page) => page.jobs) ?? [], state.error),
  })
}

function fetchJob(jobId: string, signal?: AbortSignal): Promise<JobView> {
  return callApi<{ job: JobView }>(`/api/jobs/${jobId}`, { signal }).then(({ job }) => job)
}

/** One job by itself. Its own key: the list holds only what was loaded of it, and one job is not the list. */
export function useJob(initial: JobView): JobView {
  const { data } = useQuery({
    queryKey: queryKeys.job(initial.id),
    queryFn: ({ signal }) => fetchJob(initial.id, signal),
    initialData: initial,
    refetchInterval: ({ state }) => refetchInterval(state.data ? [state.data] : [], state.error),
  })
  return data
}

/**
 * Puts a job as the server tells it where the cache has it: by itself, and in the list, there in its place or on top
 * when it is new.
 */
export function storeJob(client: QueryClient, job: JobView): void {
  client.setQueryData<JobView>(queryKeys.job(job.id), (known) => known && job)
  client.setQueryData<InfiniteData<JobsPage, string>>(queryKeys.jobs, (data) => {
    if (!data) return data
    const known = data.pages.some((page) => page.jobs.some(({ id }) => id === job.id))
    return {
      ...data,
      pages: data.pages.map((page, position) => {
        if (known) return { ...page, jobs: page.jobs.map((old) => (old.id === job.id ? job : old)) }
        if (position > 0) return page
        const newest = page.jobs[0]
        // An event may speak of a job on a page that was never loaded.
        if (newest && newest.createdAt > job.createdAt) return page
        return { ...page, jobs: [job, ...page.jobs] }
      }),
    }
  })
}

export async function refetchJob(client: QueryClient, jobId: string): Promise<void> {
  storeJob(client, await fetchJob(jobId))
}
