import { route } from '#lib/accounts/route.ts'
import { readDeletionFacts } from '#lib/jobs/delete-account.ts'

export const GET = route({ who: 'user' }, ({ user }) => readDeletionFacts(user.id))
