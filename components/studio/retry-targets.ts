import { findModel } from '#lib/catalog/models.ts'
import type { JobView } from '#lib/jobs/view.ts'
import { priceOf } from './price-of.ts'
import type { StudioFacts } from './studio-facts.ts'
import { formOf } from './studio-form.ts'

/** One request to try failed pictures of one job again. */
export interface RetryTarget {
  /** Below `/api/`. */
  path: `jobs/${string}` | `images/${string}`
  count: number
  /** Today's price of one, as it is shown before. */
  quoteCredits: number
}

/** Today's price of one picture of a job; null when its model is gone, or does not take these settings any more. */
export function quoteToday(job: JobView, facts: StudioFacts): number | null {
  if (!findModel(job.model) || facts.availability[job.model]?.state !== 'available') return null
  return priceOf(formOf(job), facts.markupBps)
}

/** All of a job's failed pictures that can be tried again as they are; null when there are none, or they have no price. */
export function targetOf(job: JobView, facts: StudioFacts): RetryTarget | null {
  const count = job.images.filter((image) => image.canRetry).length
  const quoteCredits = count > 0 ? quoteToday(job, facts) : null
  return quoteCredits === null ? null : { path: `jobs/${job.id}`, count, quoteCredits }
}

/** Failures that ended after `sinceMs`, of every job, for one button: older ones were seen and left. */
export function targetsOf(jobs: JobView[], facts: StudioFacts, sinceMs: number): RetryTarget[] {
  return jobs
    .filter(({ finishedAt }) => finishedAt !== null && Date.parse(finishedAt) > sinceMs)
    .flatMap((job) => targetOf(job, facts) ?? [])
}

export function totalOf(targets: RetryTarget[]): number {
  return targets.reduce((sum, { count, quoteCredits }) => sum + count * quoteCredits, 0)
}

export function countOf(targets: RetryTarget[]): number {
  return targets.reduce((sum, { count }) => sum + count, 0)
}
