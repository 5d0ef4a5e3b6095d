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

// A new request each time, because Next's own is a proxy that NextRequest cannot copy.
export const GET = route({ who: 'visitor', params }, ({ request, params }) =>
  answer(new NextRequest(request.url, { headers: request.headers }), { params }),
)

export const POST = route({ who: 'visitor', params }, async ({ request, params }) => {
  // next-auth reads a body whole, whatever its length, and fails with a 500 on broken JSON.
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim()
  if (mediaType !== 'application/x-www-form-urlencoded') throw new AppError('unsupported_media_type')
  const body = await readText(request, MAX_BODY_BYTES)
  return answer(new NextRequest(request.url, { method: 'POST', headers: request.headers, body }), { params })
})
