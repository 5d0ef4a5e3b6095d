import { deleteBody } from '#lib/accounts/account-input.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { deleteAccount } from '#lib/jobs/delete-account.ts'

export const POST = route({ who: 'user', limit: accountRule, body: deleteBody }, async ({ user, body }) => {
  await deleteAccount(user.id, body)
  return {}
})
