import { decode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import type { SessionName } from './sessions.ts'

const tokenShape = z.object({ sub: z.uuid(), sessionId: z.uuid() })

/** The session that a cookie's token names, which may have ended; null for none, an expired one, garbage. */
export async function readSessionToken(token: string | undefined): Promise<SessionName | null> {
  // next-auth's own getServerSession fails with an error where any of its other cookies holds garbage.
  const decoded = token && (await decode({ token, secret: env.AUTH_SECRET ?? '' }).catch(() => null))
  const named = tokenShape.safeParse(decoded).data
  return named ? { userId: named.sub, sessionId: named.sessionId } : null
}
