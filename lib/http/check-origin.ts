import { env } from '#lib/env.ts'
import { AppError } from './app-error.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses state-changing requests that another site's page made the browser send: SameSite cookies alone let through
 * what comes from another port or subdomain. Programs without a browser send neither header and carry no one else's cookies.
 * @throws AppError wrong_origin
 */
export function checkOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return
  const fetchSite = request.headers.get('sec-fetch-site')
  if (fetchSite) {
    if (fetchSite === 'same-origin' || fetchSite === 'none') return
    throw new AppError('wrong_origin')
  }
  // Browsers leave Sec-Fetch-Site out on plain http (but for localhost); they still send Origin.
  const origin = request.headers.get('origin')
  if (!origin || origin === new URL(env.publicUrl).origin) return
  // A site that is not public has several loopback names; scripts/web/refuse-request.ts lets no other Host through.
  const ownHost =
    !env.isPublic && URL.canParse(origin) && new URL(origin).host === request.headers.get('host')
  if (!ownHost) throw new AppError('wrong_origin')
}
