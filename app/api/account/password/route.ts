import { passwordBody } from '#lib/accounts/account-input.ts'
import { changePassword } from '#lib/accounts/change-password.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'user', limit: accountRule, body: passwordBody }, async ({ user, body }) => {
  await changePassword(user, body)
  return {}
})
