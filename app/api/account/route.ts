import { readAccount } from '#lib/accounts/read-account.ts'
import { route } from '#lib/accounts/route.ts'

export const GET = route({ who: 'user' }, ({ user }) => readAccount(user.id))
