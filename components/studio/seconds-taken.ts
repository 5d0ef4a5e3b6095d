import type { JobView } from '#lib/jobs/view.ts'

/** How long the slowest delivered picture of a job took, from the call to the end, in seconds; null while there is none. */
export function secondsTaken(job: JobView): number | null {
  const seconds = job.images.flatMap(({ state, calledAt, finishedAt }) =>
    state === 'delivered' && calledAt !== null && finishedAt !== null
      ? [(Date.parse(finishedAt) - Date.parse(calledAt)) / 1000]
      : [],
  )
  return seconds.length === 0 ? null : Math.max(1, Math.round(Math.max(...seconds)))
}
