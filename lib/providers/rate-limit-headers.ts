/** What a provider says of its limit for one model, beside an answer of any kind. */
export interface RateLimit {
  /** Calls that may leave within a minute; null where it cannot be told. */
  perMinute: number | null
  /** Calls that are left now; null where the answer does not say. */
  remaining: number | null
}

const unitSeconds: Record<string, number> = { d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 }
/** A plain number beyond this is a date, not a length of time. */
const RESET_SECONDS_MAX = 31 * 86_400
/** A pace so near to the limit a minute is that limit, seen through rounded times. */
const NEAR = 0.9

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-requests` and the undocumented `-images`. One call is one request and one image,
 * so the narrower of the two holds. Tokens are left out: an image's tokens are not known before it is painted.
 * @returns null where the answer says nothing of either
 */
export function readRateLimit(headers: Headers | undefined): RateLimit | null {
  const found = ['images', 'requests'].flatMap((unit) => readUnit(headers, unit) ?? [])
  if (found.length === 0) return null
  return {
    perMinute: least(found.map((limit) => limit.perMinute)),
    remaining: least(found.map((limit) => limit.remaining)),
  }
}

function readUnit(headers: Headers | undefined, unit: string): RateLimit | null {
  const limit = readCount(headers?.get(`x-ratelimit-limit-${unit}`))
  const remaining = readCount(headers?.get(`x-ratelimit-remaining-${unit}`))
  const resetSeconds = readSeconds(headers?.get(`x-ratelimit-reset-${unit}`))
  if (limit === null && remaining === null) return null
  return { perMinute: paceOf(limit, remaining, resetSeconds), remaining }
}

/**
 * `limit` does not say per what. What was used comes back within `reset`, which gives the pace; and what remains may leave
 * at once. So a limit a minute comes out as itself, by a bucket that fills or by a window that ends, and a limit a day as the slow
 * pace at which it fills once it is nearly used up. Never more than `limit`: for a faster one, that is on the safe side.
 */
function paceOf(limit: number | null, remaining: number | null, resetSeconds: number | null): number | null {
  if (limit === null || limit === 0 || remaining === null) return null
  const used = limit - remaining
  if (used <= 0) return limit
  if (resetSeconds === null) return null
  const comesBack = resetSeconds === 0 ? limit : (used * 60) / resetSeconds
  return comesBack >= limit * NEAR ? limit : Math.min(limit, remaining + comesBack)
}

function readCount(text: string | null | undefined): number | null {
  return text && /^\d{1,9}(\.\d+)?$/.test(text.trim()) ? Number(text) : null
}

/** `12ms`, `6m0s`, `1h2m3.5s`, or plain seconds. Null for anything else. */
export function readSeconds(text: string | null | undefined): number | null {
  const value = text?.trim() ?? ''
  const seconds = /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : readUnits(value)
  return seconds === null || seconds > RESET_SECONDS_MAX ? null : seconds
}

function readUnits(value: string): number | null {
  if (!/^(\d{1,15}(\.\d+)?(ms|[dhms]))+$/.test(value)) return null
  let seconds = 0
  for (const [, number, unit = ''] of value.matchAll(/([\d.]+)(ms|[dhms])/g)) {
    seconds += Number(number) * (unitSeconds[unit] ?? 0)
  }
  return seconds
}

function least(values: (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}
