import { resetBody } from '#lib/accounts/account-input.ts'
import { resetRule } from '#lib/accounts/limits.ts'
import { requestReset } from '#lib/accounts/request-reset.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'visitor', limit: resetRule, body: resetBody }, async ({ body }) => {
  await requestReset(body.email)
  return Response.json({}, { status: 202 })
})
