import { route } from '#lib/accounts/route.ts'
import { listSessions } from '#lib/accounts/sessions.ts'

export const GET = route({ who: 'user' }, async ({ user }) => ({
  sessions: await listSessions(user.id, user.sessionId),
}))
