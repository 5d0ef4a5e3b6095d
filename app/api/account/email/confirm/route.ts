import { emailConfirmBody } from '#lib/accounts/account-input.ts'
import { confirmEmailChange } from '#lib/accounts/confirm-email-change.ts'
import { currentUser } from '#lib/accounts/current-user.ts'
import { emailConfirmRule } from '#lib/accounts/limits.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route(
  { who: 'visitor', limit: emailConfirmRule, body: emailConfirmBody },
  async ({ body: { token, password }, address }) => {
    await confirmEmailChange({ token, password, visitor: await currentUser(), address })
    return {}
  },
)
