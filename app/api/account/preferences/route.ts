import { preferencesBody } from '#lib/accounts/account-input.ts'
import { changePreferences } from '#lib/accounts/change-preferences.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route(
  { who: 'user', limit: accountRule, body: preferencesBody },
  async ({ user, body }) => {
    await changePreferences(user.id, body)
    return {}
  },
)
