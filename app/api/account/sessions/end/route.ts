import { sessionEndBody } from '#lib/accounts/account-input.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { endSession } from '#lib/accounts/sessions.ts'

export const POST = route(
  { who: 'user', limit: accountRule, body: sessionEndBody },
  async ({ user, body }) => {
    await endSession(user.id, body.id)
    return {}
  },
)
