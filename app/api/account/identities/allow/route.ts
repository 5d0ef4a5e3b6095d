import { identityBody } from '#lib/accounts/account-input.ts'
import { allowIdentity } from '#lib/accounts/allow-identity.ts'
import { accountRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'user', limit: accountRule, body: identityBody }, async ({ user, body }) => {
  await allowIdentity(user.id, body.provider)
  return {}
})
