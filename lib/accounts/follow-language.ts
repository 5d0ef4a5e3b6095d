import { z } from 'zod'
import { followedLocaleCookie, isLocale, type Locale, localeCookie, pathInLocale } from '#lib/i18n/locales.ts'
import { sessionCookieName } from './auth-options.ts'
import { userOfToken } from './current-user.ts'
import type { SessionName } from './sessions.ts'

const YEAR_SECONDS = 31_536_000

/**
 * Has a device on which nobody has chosen a language speak the account's, from the page after signing in on.
 * @param answered next-auth's answer, which leads to that page where it has begun a session
 * @param cookies those of the request
 * @param before the session that it came with
 */
export async function followLanguage(
  answered: Response,
  cookies: Record<string, string>,
  before: SessionName | null,
): Promise<Response> {
  const chosen = cookies[localeCookie]
  if (isLocale(chosen) && chosen !== cookies[followedLocaleCookie]) return answered
  const user = await userOfToken(sessionTokenIn(answered))
  if (!user || user.sessionId === before?.sessionId) return answered
  const { locale } = user
  const { headers, status } = answered
  for (const name of [localeCookie, followedLocaleCookie]) {
    headers.append('set-cookie', `${name}=${locale}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`)
  }
  const location = headers.get('location')
  if (location) {
    headers.set('location', urlInLocale(location, locale))
    return answered
  }
  const { url } = z.object({ url: z.string() }).parse(await answered.json())
  return new Response(JSON.stringify({ url: urlInLocale(url, locale) }), { status, headers })
}

function sessionTokenIn(answered: Response): string | undefined {
  const begin = `${sessionCookieName}=`
  const line = answered.headers.getSetCookie().find((each) => each.startsWith(begin))
  return line?.slice(begin.length).split(';')[0]
}

function urlInLocale(address: string, locale: Locale): string {
  const url = new URL(address)
  // A page without a language, such as that of development mail, has no other.
  if (isLocale(url.pathname.split('/')[1])) url.pathname = pathInLocale(url.pathname, locale)
  return url.href
}
