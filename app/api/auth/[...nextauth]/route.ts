import { NextRequest } from 'next/server'
import NextAuth from 'next-auth'
import { z } from 'zod'
import { authOptions } from '#lib/accounts/auth-options.ts'
import { route } from '#lib/accounts/route.ts'
import { AppError } from '#lib/http/app-error.ts'
import { readText } from '#lib/http/read-body.ts'

const MAX_BODY_BYTES = 16 * 1024
const params = z.object({ nextauth: z.array(z.string()).min(1).max(3) })

const answer: (request: NextRequest, context: { params: z.infer<typeof params> }) => Promise<Response> =
  NextAuth(authOptions)

/** Far more than a browser needs, far less than would fill a log. */
const authRule = { name: 'auth', points: 600, seconds: 300 }

/**
 * The request as next-auth may see it. It answers a `callbackUrl` that is no address with a 500, from the query, a body or its
 * cookie; ours comes from none of them. A new request each time, because Next's own is a proxy that NextRequest cannot copy.
 */
function harmless(request: Request, body?: string): NextRequest {
  const url = new URL(request.url)
  url.searchParams.delete('callbackUrl')
  const headers = new Headers(request.headers)
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/)
  headers.set('cookie', cookies.filter((cookie) => !/next-auth\.callback-url=/.test(cookie)).join('; '))
  if (body === undefined) return new NextRequest(url, { headers })
  const fields = new URLSearchParams(body)
  fields.delete('callbackUrl')
  headers.delete('content-length')
  return new NextRequest(url, { method: 'POST', headers, body: fields.toString() })
}

export const GET = route({ who: 'visitor', limit: authRule, params }, ({ request, params }) =>
  answer(harmless(request), { params }),
)

export const POST = route({ who: 'visitor', limit: authRule, params }, async ({ request, params }) => {
  // next-auth reads a body whole, whatever its length, and fails with a 500 on broken JSON.
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim()
  if (mediaType !== 'application/x-www-form-urlencoded') throw new AppError('unsupported_media_type')
  const body = await readText(request, MAX_BODY_BYTES)
  return answer(harmless(request, body), { params })
})
