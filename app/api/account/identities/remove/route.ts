import { identityBody } from '#lib/accounts/account-input.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { removeIdentity } from '#lib/accounts/remove-identity.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'user', limit: accountRule, body: identityBody }, async ({ user, body }) => {
  await removeIdentity(user, body.provider)
  return {}
})
