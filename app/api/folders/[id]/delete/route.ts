import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { deleteFolder } from '#lib/library/folders.ts'
import { changeRule } from '#lib/library/rate-rules.ts'

export const POST = route({ who: 'user', limit: changeRule, params: idParams }, async ({ user, params }) => {
  await deleteFolder(user.id, params.id)
  return {}
})
