import { NextRequest } from 'next/server'
import { z } from 'zod'
import { safeNextPath } from '#components/accounts/safe-next-path.ts'
import { identityProviders } from '#lib/accounts/account-input.ts'
import { type AuthRequest, answerAuth } from '#lib/accounts/answer-auth.ts'
import { authOptions, sessionCookieName, type Visitor } from '#lib/accounts/auth-options.ts'
import { followLanguage } from '#lib/accounts/follow-language.ts'
import { comeBackFromProvider, leaveForProvider } from '#lib/accounts/outside-flow.ts'
import { route } from '#lib/accounts/route.ts'
import { readSessionToken } from '#lib/accounts/session-token.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/http/app-error.ts'
import { readText } from '#lib/http/read-body.ts'
import { isLocale, type Locale, localeCookie, localeFromHeader } from '#lib/i18n/locales.ts'

const MAX_BODY_BYTES = 16 * 1024
const params = z.object({ nextauth: z.array(z.string()).min(1).max(3) })

/** Far more than a browser needs, far less than would fill a log. */
const authRule = { name: 'auth', points: 600, seconds: 300 }

interface Call {
  request: Request
  params: z.infer<typeof params>
  address: string
}

async function answer({ request, params, address }: Call, body?: Record<string, string>): Promise<Response> {
  const [action = '', provider = ''] = params.nextauth
  const cookies = harmlessCookies(request)
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const locale = localeOf(request, cookies, body?.next)
  const session = await readSessionToken(cookies[sessionCookieName])
  const visitor: Visitor = {
    userAgent: request.headers.get('user-agent') ?? '',
    address,
    locale,
    replaces: session,
  }
  // It answers a `callbackUrl` that is no address with a 500, and ours comes from no request.
  delete query.callbackUrl
  const next = env.publicUrl + safeNextPath(body?.next, `/${locale}/studio`)
  const asked: AuthRequest = {
    method: request.method,
    query: { ...query, nextauth: params.nextauth },
    body: body && { ...body, callbackUrl: action === 'callback' ? next : '' },
    cookies,
    headers: Object.fromEntries(request.headers),
  }
  const isOutside = identityProviders.some((each) => each === provider)
  if (isOutside && action === 'signin' && body) return leaveForProvider({ provider, asked, visitor }, next)
  if (action !== 'callback') return answerAuth(authOptions(visitor), asked)
  const answered = isOutside
    ? await comeBackFromProvider({ provider, asked, visitor })
    : await answerAuth(authOptions(visitor), asked)
  return followLanguage(answered, cookies, session)
}

/** Without one of next-auth's own that holds no address: it would be answered with a 500. */
function harmlessCookies(request: Request): Record<string, string> {
  const { cookies } = new NextRequest(request.url, { headers: request.headers })
  const kept = cookies.getAll().filter(({ name, value }) => !isCallbackCookie(name) || isAddress(value))
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]))
}

function isCallbackCookie(name: string): boolean {
  return name.endsWith('next-auth.callback-url')
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol)
}

/** The language of the page that they left from, as far as it can be told, else that of the device. */
function localeOf(request: Request, cookies: Record<string, string>, next = ''): Locale {
  const [, callbackUrl = ''] = Object.entries(cookies).find(([name]) => isCallbackCookie(name)) ?? []
  const page = URL.canParse(next || callbackUrl, env.publicUrl)
    ? new URL(next || callbackUrl, env.publicUrl).pathname.split('/')[1]
    : undefined
  if (isLocale(page)) return page
  const chosen = cookies[localeCookie]
  return isLocale(chosen) ? chosen : localeFromHeader(request.headers.get('accept-language'))
}

export const GET = route({ who: 'visitor', limit: authRule, params }, (call) => answer(call))

export const POST = route({ who: 'visitor', limit: authRule, params }, async (call) => {
  const mediaType = call.request.headers.get('content-type')?.split(';')[0]?.trim()
  // One kind of body is enough, and a short one.
  if (mediaType !== 'application/x-www-form-urlencoded') throw new AppError('unsupported_media_type')
  const body = await readText(call.request, MAX_BODY_BYTES)
  return answer(call, Object.fromEntries(new URLSearchParams(body)))
})
