import type { IncomingMessage } from 'node:http'

const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * What must not reach Next, with the status and sentence of the answer, or null.
 * A site that is not public answers to its loopback names only: any website can let a name of its own point to 127.0.0.1
 * (DNS rebinding) and would then read the development mail page through the visitor's browser.
 */
export function refuseRequest(
  { method, url, headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  isPublic: boolean,
): { status: number; sentence: string } | null {
  if (!isPublic && !loopbackHost.test(headers.host ?? '')) {
    return { status: 421, sentence: 'This site answers to localhost only. Set PUBLIC_URL to make it public.' }
  }
  if (!methods.has(method ?? '')) return { status: 405, sentence: 'Method not allowed.' }
  try {
    decodeURIComponent((url ?? '').split('?', 1)[0] ?? '')
  } catch {
    return { status: 400, sentence: 'The address is not readable.' }
  }
  return null
}
