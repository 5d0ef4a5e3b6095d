import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { z } from 'zod'
import { authOptions } from '#lib/accounts/auth-options.ts'
import { route } from '#lib/accounts/route.ts'
import { AppError } from '#lib/http/app-error.ts'
import { readText } from '#lib/http/read-body.ts'
import { errorResponse } from '#lib/http/route.ts'

const MAX_BODY_BYTES = 16 * 1024
const params = z.object({ nextauth: z.array(z.string()).min(1).max(3) })

const answer: (request: NextRequest, context: { params: z.infer<typeof params> }) => Promise<Response> =
  NextAuth(authOptions)

/** Far more than a browser needs, far less than would fill a log. */
const authRule = { name: 'auth', points: 600, seconds: 300 }

/**
 * The request as next-auth may see it: it answers a `callbackUrl` that is no address with a 500, and ours comes from no
 * request. A new request each time, because Next's own is a proxy that NextRequest cannot copy.
 */
function harmless({ url: address, headers: given }: Request, body?: string): NextRequest {
  const url = new URL(address)
  url.searchParams.delete('callbackUrl')
  if (body === undefined) return new NextRequest(url, { headers: given })
  const fields = new URLSearchParams(body)
  fields.delete('callbackUrl')
  const headers = new Headers(given)
  headers.delete('content-length')
  return new NextRequest(url, { method: 'POST', headers, body: fields.toString() })
}

/**
 * The name of next-auth's own cookie where it holds something that is no address, else null. next-auth reads cookies past the
 * request it is given and fails on such a one with a 500, so the cookie is taken away first.
 */
function garbageCookie(request: Request): string | null {
  for (const cookie of (request.headers.get('cookie') ?? '').split(/;\s*/)) {
    const [name = '', value = ''] = cookie.split('=', 2)
    if (!name.endsWith('next-auth.callback-url')) continue
    if (!isAddress(value)) return name
  }
  return null
}

function isAddress(encoded: string): boolean {
  try {
    return ['http:', 'https:'].includes(new URL(decodeURIComponent(encoded)).protocol)
  } catch {
    return false
  }
}

function withoutCookie(name: string, requestId: string): Response {
  const response = errorResponse(new AppError('invalid_request'), requestId)
  response.headers.set(
    'set-cookie',
    `${name}=; Path=/; Max-Age=0; SameSite=Lax${name.startsWith('__') ? '; Secure' : ''}`,
  )
  return response
}

export const GET = route({ who: 'visitor', limit: authRule, params }, ({ request, params, requestId }) => {
  const garbage = garbageCookie(request)
  return garbage ? withoutCookie(garbage, requestId) : answer(harmless(request), { params })
})

export const POST = route(
  { who: 'visitor', limit: authRule, params },
  async ({ request, params, requestId }) => {
    const garbage = garbageCookie(request)
    if (garbage) return withoutCookie(garbage, requestId)
    // next-auth reads a body whole, whatever its length, and fails with a 500 on broken JSON.
    const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim()
    if (mediaType !== 'application/x-www-form-urlencoded') throw new AppError('unsupported_media_type')
    const body = await readText(request, MAX_BODY_BYTES)
    return answer(harmless(request, body), { params })
  },
)
