import { cookies, headers } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { clientAddress } from '#lib/http/client-address.ts'
import { currency, locale } from './account-input.ts'
import { sessionCookieName } from './auth-options.ts'
import type { SessionUser } from './session-user.ts'
import { findSession } from './sessions.ts'

const tokenShape = z.object({ sub: z.uuid(), sessionId: z.uuid() })

/**
 * Whose session a token is, or null: none, an expired one, garbage, one that was ended, or that of an account that is gone.
 * @param address the client's IP address, which the session remembers
 */
export async function userOfToken(token: string | undefined, address?: string): Promise<SessionUser | null> {
  // next-auth's own getServerSession fails with an error where any of its other cookies holds garbage.
  const decoded = token && (await decode({ token, secret: env.AUTH_SECRET ?? '' }).catch(() => null))
  const named = tokenShape.safeParse(decoded).data
  const session = named && (await findSession({ userId: named.sub, sessionId: named.sessionId }, address))
  if (!session) return null
  const { user } = session
  return {
    id: user.id,
    sessionId: session.id,
    email: user.email,
    role: user.role,
    locale: locale.parse(user.locale),
    emailVerified: user.emailVerifiedAt !== null,
    currency: currency.nullable().parse(user.currency),
    timeZone: user.timeZone,
  }
}

/** Who makes this request, by the session cookie. Only inside a request; asked often, it looks once. */
export const currentUser = cache(async () => {
  const token = (await cookies()).get(sessionCookieName)?.value
  return userOfToken(token, clientAddress(await headers()))
})
