import { type InfiniteData, QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import type { ImageView, JobView } from '#lib/jobs/view.ts'
import type { JobsPage } from './answers.ts'
import { ApiError } from './api.ts'
import { queryKeys } from './keys.ts'
import { refetchInterval, storeJob } from './use-jobs.ts'

function job(id: string, createdAt: string, state: JobView['state'] = 'running'): JobView {
  return {
    id,
    createdAt,
    state,
    model: 'gpt-image-2',
    operation: 'generate',
    prompt: 'a boat',
    params: { size: '1024x1024', quality: 'low', partialImages: 0 },
    n: 1,
    quoteCredits: 1,
    comparisonId: null,
    finishedAt: null,
    inputs: [],
    mask: null,
    keepUnpainted: false,
    images: [],
  }
}

function listed(client: QueryClient): string[] {
  const data = client.getQueryData<InfiniteData<JobsPage, string>>(queryKeys.jobs)
  return data?.pages.flatMap((page) => page.jobs.map(({ id, state }) => `${id} ${state}`)) ?? []
}

function clientWithList(...jobs: JobView[]): QueryClient {
  const client = new QueryClient()
  client.setQueryData(queryKeys.jobs, { pages: [{ jobs, nextCursor: null }], pageParams: [''] })
  return client
}

describe('storeJob', () => {
  it('puts a new job on top of the list and a known one in its place', () => {
    const client = clientWithList(job('b', '2026-01-02'), job('a', '2026-01-01'))
    storeJob(client, job('c', '2026-01-03'))
    storeJob(client, job('a', '2026-01-01', 'succeeded'))
    expect(listed(client)).toEqual(['c running', 'b running', 'a succeeded'])
  })

  it('renews an old job on its own page, though the list does not hold it', () => {
    const client = clientWithList(job('b', '2026-01-02'))
    client.setQueryData(queryKeys.job('a'), job('a', '2026-01-01'))
    storeJob(client, job('a', '2026-01-01', 'succeeded'))
    expect(client.getQueryData<JobView>(queryKeys.job('a'))?.state).toBe('succeeded')
    expect(listed(client)).toEqual(['b running'])
  })

  it('makes neither a list nor a page of a job that nobody has open', () => {
    const client = new QueryClient()
    storeJob(client, job('a', '2026-01-01'))
    expect(client.getQueryCache().getAll()).toEqual([])
  })
})

describe('refetchInterval', () => {
  const image = (state: ImageView['state']) => ({ state }) as ImageView
  const withImages = (...states: ImageView['state'][]) => ({
    ...job('a', '2026-01-01'),
    images: states.map(image),
  })
  const done = { ...withImages('delivered', 'failed'), state: 'partial' as const }

  it('asks often while a place in line may move, now and then while something runs, and else never', () => {
    expect(refetchInterval([done, withImages('calling', 'waiting')], null)).toBe(5_000)
    expect(refetchInterval([withImages('queued')], null)).toBe(5_000)
    expect(refetchInterval([done, withImages('calling', 'delivered')], null)).toBe(20_000)
    expect(refetchInterval([done], null)).toBe(false)
    expect(refetchInterval([], null)).toBe(false)
  })

  it('does not ask on when nobody is signed in', () => {
    expect(refetchInterval([withImages('queued')], new ApiError('unauthenticated'))).toBe(false)
    expect(refetchInterval([withImages('queued')], new ApiError('network'))).toBe(5_000)
  })
})
