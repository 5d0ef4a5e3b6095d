import { z } from 'zod'
import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { folderName, renameFolder } from '#lib/library/folders.ts'

export const POST = route(
  { who: 'user', params: idParams, body: z.strictObject({ name: folderName }) },
  async ({ user, params, body }) => {
    await renameFolder(user.id, params.id, body.name)
    return {}
  },
)
