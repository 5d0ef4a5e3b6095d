import { rateLimited } from './api-error.ts'

interface Bucket {
  images: number
  at: number
}

/** A token bucket for each key and model: `ratePerMinute` at once, then one each 60/rate seconds. */
export class RateLimit {
  readonly #buckets = new Map<string, Bucket>()

  /** Takes `n` images out of the bucket, or throws 429 with the time until there are enough. Answers the headers. */
  take(who: string, model: string, n: number, ratePerMinute: number, nowMs: number): Record<string, string> {
    const name = `${who} ${model}`
    const perMs = ratePerMinute / 60_000
    const bucket = this.#buckets.get(name) ?? { images: ratePerMinute, at: nowMs }
    bucket.images = Math.min(ratePerMinute, bucket.images + (nowMs - bucket.at) * perMs)
    bucket.at = nowMs
    this.#buckets.set(name, bucket)
    // A request for more than a whole minute's worth passes on a full bucket, or it never could.
    const wanted = Math.min(n, ratePerMinute)
    const waitMs = Math.max(0, (wanted - bucket.images) / perMs)
    if (waitMs === 0) bucket.images -= wanted
    const headers = {
      'x-ratelimit-limit-requests': String(ratePerMinute),
      'x-ratelimit-remaining-requests': String(Math.floor(bucket.images)),
      'x-ratelimit-reset-requests': `${Math.ceil((ratePerMinute - bucket.images) / perMs)}ms`,
    }
    if (waitMs === 0) return headers
    const message = `Rate limit reached for ${model} on images per min. Limit: ${ratePerMinute}/1min. Please try again in ${Math.ceil(waitMs)}ms.`
    const error = rateLimited('rate_limit_exceeded', message, waitMs)
    Object.assign(error.headers, headers)
    throw error
  }

  clear(): void {
    this.#buckets.clear()
  }
}
