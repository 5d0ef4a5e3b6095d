import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { readPicturePage } from '#lib/jobs/read-attempts.ts'

export const GET = route({ who: 'user', params: idParams }, ({ user, params }) =>
  readPicturePage(user.id, params.id),
)
