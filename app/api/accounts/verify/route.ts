import { verifyBody } from '#lib/accounts/account-input.ts'
import { currentUser } from '#lib/accounts/current-user.ts'
import { verifyRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { verifyEmail } from '#lib/accounts/verify-email.ts'

export const POST = route(
  { who: 'visitor', limit: verifyRule, body: verifyBody },
  async ({ body: { token, password }, address }) => {
    const visitor = await currentUser()
    return verifyEmail({ token, password, visitorId: visitor?.id ?? null, address })
  },
)
