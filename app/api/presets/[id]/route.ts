import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { changePreset, presetChangeSchema } from '#lib/presets/presets.ts'
import { keepRule } from '../keep-rule.ts'

export const POST = route(
  { who: 'user', limit: keepRule, params: idParams, body: presetChangeSchema },
  async ({ user, params, body }) => ({ preset: await changePreset(user.id, params.id, body) }),
)
