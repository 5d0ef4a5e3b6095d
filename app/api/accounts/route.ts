import { signUpBody } from '#lib/accounts/account-input.ts'
import { signUpRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'
import { signUp } from '#lib/accounts/sign-up.ts'

export const POST = route({ who: 'visitor', limit: signUpRule, body: signUpBody }, async ({ body }) => {
  await signUp(body)
  return Response.json({}, { status: 202 })
})
