import { processMetrics } from './process-metrics.ts'

/** More than the site has; what comes after is counted as `other`. */
const ROUTES_MAX = 200

/** An image was taken from the queue. */
export function countClaim(provider: string): void {
  processMetrics().claims.inc({ provider })
}

/** A call to a provider has ended: `delivered`, or the kind of its failure. */
export function observeCall(call: {
  provider: string
  model: string
  outcome: string
  seconds: number
}): void {
  const { seconds, ...labels } = call
  processMetrics().calls.observe(labels, seconds)
}

/** Our own time for one delivered image: from its claim to its end, without the call. */
export function observeOwnTime(seconds: number): void {
  processMetrics().ownTime.observe(seconds)
}

/** An event was sent to a browser so long after it was written. Two machines' clocks may say that it was before. */
export function countStreamLag(ms: number): void {
  processMetrics().streamLag.observe(Math.max(0, ms) / 1000)
}

/** A request was answered. `route` is the path with names for the values in it. */
export function observeRequest(request: {
  method: string
  route: string
  status: number
  seconds: number
}): void {
  const { requests, routes } = processMetrics()
  const known = routes.has(request.route) || routes.size < ROUTES_MAX
  if (known) routes.add(request.route)
  requests.observe(
    { method: request.method, route: known ? request.route : 'other', status: String(request.status) },
    request.seconds,
  )
}
