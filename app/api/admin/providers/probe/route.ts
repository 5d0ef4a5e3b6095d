import { route } from '#lib/accounts/route.ts'
import { probeProvider, providerBody } from '#lib/jobs/operator/provider-actions.ts'

export const POST = route({ who: 'operator', body: providerBody }, async ({ user, body }) => {
  await probeProvider(user.id, body)
  return {}
})
