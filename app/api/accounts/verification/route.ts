import { resendBody } from '#lib/accounts/account-input.ts'
import { resendRule } from '#lib/accounts/limits.ts'
import { resendVerification } from '#lib/accounts/resend-verification.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'visitor', limit: resendRule, body: resendBody }, async ({ body }) => {
  await resendVerification(body.email)
  return Response.json({}, { status: 202 })
})
