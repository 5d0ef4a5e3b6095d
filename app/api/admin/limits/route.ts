import { route } from '#lib/accounts/route.ts'
import { limitsBody, setLimits } from '#lib/jobs/operator/provider-actions.ts'

export const POST = route({ who: 'operator', body: limitsBody }, async ({ user, body }) => {
  await setLimits(user.id, body)
  return {}
})
