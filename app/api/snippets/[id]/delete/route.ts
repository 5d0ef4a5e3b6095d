import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { deleteSnippet } from '#lib/presets/snippets.ts'
import { keepRule } from '../../../presets/keep-rule.ts'

export const POST = route({ who: 'user', limit: keepRule, params: idParams }, async ({ user, params }) => {
  await deleteSnippet(user.id, params.id)
  return {}
})
