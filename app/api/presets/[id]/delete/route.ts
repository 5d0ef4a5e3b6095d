import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { deletePreset } from '#lib/presets/presets.ts'
import { keepRule } from '../../keep-rule.ts'

export const POST = route({ who: 'user', limit: keepRule, params: idParams }, async ({ user, params }) => {
  await deletePreset(user.id, params.id)
  return {}
})
