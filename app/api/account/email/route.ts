import { emailBody } from '#lib/accounts/account-input.ts'
import { changeEmailRule } from '#lib/accounts/limits.ts'
import { requestEmailChange } from '#lib/accounts/request-email-change.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route(
  { who: 'user', limit: changeEmailRule, body: emailBody },
  async ({ user, body }) => {
    await requestEmailChange(user.id, body)
    return {}
  },
)
