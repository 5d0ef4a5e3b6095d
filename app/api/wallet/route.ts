import { route } from '#lib/accounts/route.ts'
import { balance } from '#lib/credits/balance.ts'
import { db } from '#lib/db.ts'
import { env } from '#lib/env.ts'

export const GET = route({ who: 'user' }, ({ user }) => balance(db, user.id, env.provider))
