import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { readLayout } from '#lib/library/read-layout.ts'
import { viewQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', limit: readRule, query: viewQuery }, ({ user, query }) =>
  readLayout(user.id, query),
)
