import { verifyBody } from '#lib/accounts/account-input.ts'
import { verifyRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { verifyEmail } from '#lib/accounts/verify-email.ts'

export const POST = route({ who: 'visitor', limit: verifyRule, body: verifyBody }, ({ body, address }) =>
  verifyEmail(body.token, address),
)
