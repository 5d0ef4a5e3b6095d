import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { closeReport } from '#lib/jobs/operator/reports.ts'

export const POST = route({ who: 'operator', params: idParams }, async ({ user, params }) => {
  await closeReport(user.id, params.id, new Date())
  return {}
})
