import { type NextRequest, NextResponse } from 'next/server'
import { env } from '#lib/env.ts'
import { contentSecurityPolicy, isIndexed, strictTransport } from '#lib/http/page-headers.ts'
import { isLocale, localeCookie, localeFromHeader, pathHeader, pathInLocale } from '#lib/i18n/locales.ts'

const https = env.publicUrl.startsWith('https:')
const formOrigins = [env.GITHUB_ID && env.GITHUB_URL, env.GOOGLE_ID && env.GOOGLE_ISSUER].flatMap((url) =>
  url ? [new URL(url).origin] : [],
)

/**
 * Sends `/` and paths without a language to the visitor's one: what they chose before, else what the browser asks for. Gives every
 * page a policy with a nonce of its own, which Next reads from the request; every page is drawn for its visitor anyway.
 */
export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  const answer = isLocale(pathname.split('/')[1]) ? page(request) : toLanguage(request)
  if (https) answer.headers.set('Strict-Transport-Security', strictTransport)
  return answer
}

function page(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
  const development = env.NODE_ENV === 'development'
  const policy = contentSecurityPolicy({ nonce, development, https, formOrigins })
  const headers = new Headers(request.headers)
  headers.set(pathHeader, pathname)
  headers.set('Content-Security-Policy', policy)
  const answer = NextResponse.next({ request: { headers } })
  answer.headers.set('Content-Security-Policy', policy)
  if (!isIndexed(pathname)) answer.headers.set('X-Robots-Tag', 'noindex')
  return answer
}

function toLanguage(request: NextRequest): NextResponse {
  const chosen = request.cookies.get(localeCookie)?.value
  const locale = isLocale(chosen) ? chosen : localeFromHeader(request.headers.get('accept-language'))
  const url = request.nextUrl.clone()
  url.pathname = pathInLocale(url.pathname, locale)
  const answer = NextResponse.redirect(url)
  // Else a shared cache could hand one person's language to another.
  answer.headers.set('Vary', 'Accept-Language, Cookie')
  return answer
}

export const config = {
  // Never API paths: where a proxy matches, Next cuts request bodies at 10 MB. The development mail is its own page. Files are known by
  // their endings, except below a language, where all is pages: one that is not there has a policy, too, whatever its name.
  matcher: [
    '/((?!api/|api$|metrics$|_next/|dev/|dev$|.*\\.(?:ico|jpg|png|svg|txt|webp|xml)$).*)',
    '/(zh|en)/:path*',
  ],
}
