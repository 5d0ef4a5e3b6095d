import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { folderName, renameFolder } from '#lib/library/folders.ts'
import { changeRule } from '#lib/library/rate-rules.ts'

export const POST = route(
  { who: 'user', limit: changeRule, params: idParams, body: z.strictObject({ name: folderName }) },
  async ({ user, params, body }) => {
    await renameFolder(user.id, params.id, body.name)
    return {}
  },
)
