import { cookies, headers } from 'next/headers'
import { cache } from 'react'
import { clientAddress } from '#lib/http/client-address.ts'
import { currency, locale } from './account-input.ts'
import { sessionCookieName } from './auth-options.ts'
import { readSessionToken } from './session-token.ts'
import type { SessionUser } from './session-user.ts'
import { findSession } from './sessions.ts'

/**
 * Whose session a token is, or null: none, an expired one, garbage, one that was ended, or that of an account that is gone.
 * @param address the client's IP address, which the session remembers
 */
export async function userOfToken(token: string | undefined, address?: string): Promise<SessionUser | null> {
  const named = await readSessionToken(token)
  const session = named && (await findSession(named, address))
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
