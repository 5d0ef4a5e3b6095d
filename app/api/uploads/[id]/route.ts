import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { getUpload } from '#lib/uploads/read-uploads.ts'

export const GET = route({ who: 'user', params: idParams }, async ({ user, params }) => ({
  upload: await getUpload(user.id, params.id),
}))
