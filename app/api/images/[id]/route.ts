import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { getImage } from '#lib/jobs/read-jobs.ts'

export const GET = route({ who: 'user', params: idParams }, ({ user, params }) =>
  getImage(user.id, params.id),
)
