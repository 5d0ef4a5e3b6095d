import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { setWeight, weightBody } from '#lib/jobs/operator/user-actions.ts'

export const POST = route(
  { who: 'operator', params: idParams, body: weightBody },
  async ({ user, params, body }) => {
    await setWeight(user.id, params.id, body.weight)
    return {}
  },
)
