import { expect, it } from 'vitest'
import type { JobView } from '#lib/jobs/view.ts'
import { groupJobs } from './group-jobs.ts'

function job(id: string, comparisonId: string | null = null): JobView {
  return { id, comparisonId } as JobView
}

it('puts the jobs of a comparison together in the order they were asked for, newest entries first', () => {
  const list = [job('e'), job('d', 'x'), job('c'), job('b', 'x'), job('a', 'y')]
  expect(groupJobs(list).map(({ key, jobs }) => [key, jobs.map(({ id }) => id).join('')])).toEqual([
    ['e', 'e'],
    ['x', 'bd'],
    ['c', 'c'],
    ['y', 'a'],
  ])
})
