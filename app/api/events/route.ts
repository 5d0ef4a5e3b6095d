import { cookies } from 'next/headers'
import { z } from 'zod'
import { sessionCookieName } from '#lib/accounts/auth-options.ts'
import { userOfToken } from '#lib/accounts/current-user.ts'
import { route } from '#lib/accounts/route.ts'
import { eventStream } from '#lib/events/event-stream.ts'
import { pollEvents } from '#lib/events/read-events.ts'

const seqSchema = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt)

const openRule = { name: 'open-events', points: 240, seconds: 60 }

/**
 * What changed, as server-sent events. A browser that comes back names the last number it saw (`Last-Event-ID`); a page
 * that was just made names the one it was made at (`?after=`). `?poll=1` answers at once with what came after that, for
 * browsers behind something that lets no stream through.
 */
export const GET = route(
  {
    who: 'user',
    limit: openRule,
    query: z.object({ after: z.string().optional(), poll: z.literal('1').optional() }),
  },
  async ({ user, query, request }) => {
    const seen = request.headers.get('last-event-id') ?? query.after
    const after = seqSchema.safeParse(seen).data ?? null
    if (query.poll) {
      const events = await pollEvents(user.id, after ?? 0n)
      return { events: events.map(({ seq, type, data }) => ({ seq: String(seq), type, data })) }
    }
    const token = (await cookies()).get(sessionCookieName)?.value
    const isWelcome = async () => (await userOfToken(token)) !== null
    return new Response(eventStream(user.id, after, request.signal, { isWelcome }), {
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        // `no-transform` and the second header keep proxies from collecting the stream before they hand it on.
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  },
)
