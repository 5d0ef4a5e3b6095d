import { cookies } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { cache } from 'react'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { locale } from './account-input.ts'
import { sessionCookieName } from './auth-options.ts'
import type { SessionUser } from './session-user.ts'

const tokenShape = z.object({ sub: z.uuid(), sessionVersion: z.number() })

/**
 * Whose session a token is, or null: none, an expired one, garbage, one that was ended by raising the session version, or the
 * session of an account that is gone.
 */
export async function userOfToken(token: string | undefined): Promise<SessionUser | null> {
  // next-auth's own getServerSession fails with an error where any of its other cookies holds garbage.
  const decoded = token && (await decode({ token, secret: env.AUTH_SECRET ?? '' }).catch(() => null))
  const session = tokenShape.safeParse(decoded).data
  if (!session) return null
  const user = await db.user.findUnique({ where: { id: session.sub } })
  if (!user || user.sessionVersion !== session.sessionVersion) return null
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    locale: locale.parse(user.locale),
    emailVerified: user.emailVerifiedAt !== null,
  }
}

/** Who makes this request, by the session cookie. Only inside a request; asked often, it looks once. */
export const currentUser = cache(async () => userOfToken((await cookies()).get(sessionCookieName)?.value))
