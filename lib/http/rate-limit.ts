import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { AppError } from './app-error.ts'

/** At most `points` calls in a window of `seconds`, which begins with the first. `name` is part of the row's key. */
export interface RateRule {
  name: string
  points: number
  seconds: number
}

const limiters = new Map<string, RateLimiterPrisma>()

function limiterOf(rule: RateRule): RateLimiterPrisma {
  let limiter = limiters.get(rule.name)
  if (!limiter) {
    // The rows are in the database, so that N web processes count together. They hold what `key` holds: hash what is private.
    limiter = new RateLimiterPrisma({
      storeClient: db,
      tableName: 'rateLimit',
      keyPrefix: rule.name,
      points: rule.points,
      duration: rule.seconds,
    })
    limiters.set(rule.name, limiter)
  }
  return limiter
}

/**
 * Counts one call. A call that is refused counts too, but does not lengthen the window.
 * @throws AppError too_many_requests with the seconds until the window ends
 */
export async function limit(rule: RateRule, key: string): Promise<void> {
  if (!env.RATE_LIMITS) return
  try {
    await limiterOf(rule).consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
    throw new AppError('too_many_requests', { params: { seconds }, retryAfterSeconds: seconds })
  }
}

/** Forgets the calls of a key, after a success that shows they were honest. */
export async function forgetLimit(rule: RateRule, key: string): Promise<void> {
  if (env.RATE_LIMITS) await limiterOf(rule).delete(key)
}
