import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { db } from '#lib/db.ts'
import { locale } from './account-input.ts'
import { authOptions } from './auth-options.ts'
import type { SessionUser } from './session-user.ts'

/**
 * Who makes this request, or null: no session, an expired one, one that was ended by raising the session version, or the
 * session of an account that is gone. Only inside a request; asked often, it looks once.
 */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const session = await getServerSession(authOptions)
  if (!session?.userId) return null
  const user = await db.user.findUnique({ where: { id: session.userId } })
  if (!user || user.sessionVersion !== session.sessionVersion) return null
  return {
    id: user.id,
    email: user.email,
    role: user.role,
    locale: locale.parse(user.locale),
    emailVerified: user.emailVerifiedAt !== null,
  }
})
