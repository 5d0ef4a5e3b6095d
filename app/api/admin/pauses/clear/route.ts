import { route } from '#lib/accounts/route.ts'
import { clearPause, modelBody } from '#lib/jobs/operator/provider-actions.ts'

export const POST = route({ who: 'operator', body: modelBody }, async ({ user, body }) => {
  await clearPause(user.id, body, new Date())
  return {}
})
