import type { IncomingMessage, ServerResponse } from 'node:http'
import { observeRequest } from '#lib/metrics/observe.ts'

const ownRoutes = new Set(['/metrics', '/api/health', '/api/ready'])

/** What a request counts as that no route wrapper counts; null for those that one does. */
export function routeOutsideWrapper(url: string): string | null {
  const path = url.split('?', 1)[0] ?? ''
  if (ownRoutes.has(path)) return path
  if (path.startsWith('/api/')) return null
  return path.startsWith('/_next/') ? 'asset' : 'page'
}

/** Counts pages and files when they are answered; the routes of the API count themselves (lib/http/route.ts). */
export function observeAnswer(request: IncomingMessage, response: ServerResponse): void {
  const route = routeOutsideWrapper(request.url ?? '')
  if (!route) return
  const { method = '' } = request
  const startedAt = performance.now()
  response.once('finish', () => {
    const seconds = (performance.now() - startedAt) / 1000
    observeRequest({ method, route, status: response.statusCode, seconds })
  })
}
