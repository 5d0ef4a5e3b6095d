import { type NextRequest, NextResponse } from 'next/server'
import { isLocale, localeCookie, localeFromHeader, pathHeader, pathInLocale } from '#lib/i18n/locales.ts'

/** Sends `/` and paths without a language to the visitor's one: what they chose before, else what the browser asks for. */
export function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl
  if (isLocale(pathname.split('/')[1])) {
    const headers = new Headers(request.headers)
    headers.set(pathHeader, pathname)
    return NextResponse.next({ request: { headers } })
  }
  const chosen = request.cookies.get(localeCookie)?.value
  const locale = isLocale(chosen) ? chosen : localeFromHeader(request.headers.get('accept-language'))
  const url = request.nextUrl.clone()
  url.pathname = pathInLocale(pathname, locale)
  const answer = NextResponse.redirect(url)
  // Else a shared cache could hand one person's language to another.
  answer.headers.set('Vary', 'Accept-Language, Cookie')
  return answer
}

export const config = {
  // Never API paths: where a proxy matches, Next cuts request bodies at 10 MB. Files have a dot, the development mail is its own page.
  matcher: ['/((?!api/|api$|metrics$|_next/|dev/|dev$|.*\\..*).*)'],
}
