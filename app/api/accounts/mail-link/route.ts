import { mailLinkBody } from '#lib/accounts/account-input.ts'
import { mailLinkRule } from '#lib/accounts/limits.ts'
import { requestMailLink } from '#lib/accounts/request-mail-link.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route({ who: 'visitor', limit: mailLinkRule, body: mailLinkBody }, async ({ body }) => {
  await requestMailLink(body)
  return Response.json({}, { status: 202 })
})
