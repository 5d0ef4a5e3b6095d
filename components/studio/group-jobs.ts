import type { JobView } from '#lib/jobs/view.ts'

/** Jobs that stand in one entry: one by itself, or those of a comparison in the order they were asked for. */
export interface JobGroup {
  key: string
  jobs: readonly [JobView, ...JobView[]]
}

/** Puts the jobs of each comparison together, where the newest of them stands. A comparison that is only partly loaded grows later. */
export function groupJobs(jobs: readonly JobView[]): JobGroup[] {
  const groups: { key: string; jobs: [JobView, ...JobView[]] }[] = []
  const byComparison = new Map<string, [JobView, ...JobView[]]>()
  for (const job of jobs) {
    const known = job.comparisonId === null ? undefined : byComparison.get(job.comparisonId)
    if (known) {
      // The list is newest first, and the first variant is the oldest.
      known.unshift(job)
      continue
    }
    const group: [JobView, ...JobView[]] = [job]
    if (job.comparisonId !== null) byComparison.set(job.comparisonId, group)
    groups.push({ key: job.comparisonId ?? job.id, jobs: group })
  }
  return groups
}
