import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { endOtherSessions } from '#lib/accounts/sessions.ts'
import { db } from '#lib/db.ts'

export const POST = route({ who: 'user', limit: accountRule }, async ({ user }) => {
  await endOtherSessions(db, user.id, user.sessionId)
  return {}
})
