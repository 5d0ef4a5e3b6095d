import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { getJob } from '#lib/jobs/read-jobs.ts'

export const GET = route({ who: 'user', params: idParams }, async ({ user, params }) => ({
  job: await getJob(user.id, params.id),
}))
