import { resetConfirmBody } from '#lib/accounts/account-input.ts'
import { resetConfirmRule } from '#lib/accounts/limits.ts'
import { resetPassword } from '#lib/accounts/reset-password.ts'
import { route } from '#lib/accounts/route.ts'

export const POST = route(
  { who: 'visitor', limit: resetConfirmRule, body: resetConfirmBody },
  async ({ body, address }) => {
    await resetPassword({ ...body, address })
    return {}
  },
)
