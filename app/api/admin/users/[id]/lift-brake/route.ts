import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { liftBrake } from '#lib/jobs/operator/user-actions.ts'

export const POST = route({ who: 'operator', params: idParams }, async ({ user, params }) => {
  await liftBrake(user.id, params.id, new Date())
  return {}
})
