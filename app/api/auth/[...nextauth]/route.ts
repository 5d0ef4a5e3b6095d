import { NextRequest } from 'next/server'
import { z } from 'zod'
import { safeNextPath } from '#components/accounts/safe-next-path.ts'
import { identityProviders } from '#lib/accounts/account-input.ts'
import { type AuthRequest, answerAuth } from '#lib/accounts/answer-auth.ts'
import { authOptions, type Visitor } from '#lib/accounts/auth-options.ts'
import { route } from '#lib/accounts/route.ts'
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
  const locale = localeOf(request, cookies)
  const visitor: Visitor = { userAgent: request.headers.get('user-agent') ?? '', address, locale }
  const query = Object.fromEntries(new URL(request.url).searchParams)
  // It answers a `callbackUrl` that is no address with a 500, and ours comes from no request.
  delete query.callbackUrl
  const asked: AuthRequest = {
    method: request.method,
    query: { ...query, nextauth: params.nextauth },
    body: body && { ...body, callbackUrl: '' },
    cookies,
    headers: Object.fromEntries(request.headers),
  }
  if (!isOutside(provider) || !['signin', 'callback'].includes(action)) {
    return answerAuth(authOptions(visitor), asked)
  }
  if (body && action === 'signin') {
    asked.body = {
      csrfToken: body.csrfToken ?? '',
      callbackUrl: env.publicUrl + safeNextPath(body.next, `/${locale}/studio`),
    }
    // Else whatever is asked for in the address would be asked of the provider.
    asked.query = { nextauth: params.nextauth }
  }
  const answered = await answerAuth(authOptions(visitor), asked)
  return withOurCode(answered, {
    locale,
    refused: query.error === 'access_denied',
    json: body?.json === 'true',
  })
}

function isOutside(provider: string): boolean {
  return identityProviders.some((each) => each === provider)
}

/**
 * Where somebody goes who leaves for a provider or comes back. next-auth leads a failure over two more addresses to a page without
 * a language, with a code of its own; here it is the sign-in page with a code of ours, or with none when they said no themselves.
 */
function withOurCode(
  answered: Response,
  { locale, refused, json }: { locale: Locale; refused: boolean; json: boolean },
): Response {
  const { headers } = answered
  const to = headers.get('location')
  if (to?.startsWith(`${env.publicUrl}/api/auth/`)) {
    const code = new URL(to).searchParams.get('error') ?? ''
    const ours = /^[a-z_]+(\.\d+)?$/.test(code) ? code : 'sign_in_failed'
    headers.set('location', `${env.publicUrl}/${locale}/sign-in${refused ? '' : `?error=${ours}`}`)
  }
  if (!json) return answered
  const url = headers.get('location')
  headers.delete('location')
  headers.set('content-type', 'application/json')
  return new Response(JSON.stringify({ url }), { headers })
}

/** Without one of next-auth's own that holds no address: it would be answered with a 500. */
function harmlessCookies(request: Request): Record<string, string> {
  const { cookies } = new NextRequest(request.url, { headers: request.headers })
  const kept = cookies
    .getAll()
    .filter(({ name, value }) => !name.endsWith('next-auth.callback-url') || isAddress(value))
  return Object.fromEntries(kept.map(({ name, value }) => [name, value]))
}

function isAddress(value: string): boolean {
  return URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol)
}

function localeOf(request: Request, cookies: Record<string, string>): Locale {
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
