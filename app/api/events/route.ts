import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { eventStream } from '#lib/events/event-stream.ts'

const seqSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

const openRule = { name: 'open-events', points: 120, seconds: 60 }

/**
 * What changed, as server-sent events. A browser that comes back names the last number it saw (`Last-Event-ID`); a page
 * that was just made names the one it was made at (`?after=`).
 */
export const GET = route(
  { who: 'user', limit: openRule, query: z.object({ after: z.string().optional() }) },
  ({ user, query, request }) => {
    const seen = request.headers.get('last-event-id') ?? query.after
    const after = seqSchema.safeParse(seen).data ?? null
    return new Response(eventStream(user.id, after, request.signal), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // `no-transform` and the second header keep proxies from collecting the stream before they hand it on.
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  },
)
