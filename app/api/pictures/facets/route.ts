import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { readFacets } from '#lib/library/read-facets.ts'

export const GET = route({ who: 'user', limit: readRule }, ({ user }) => readFacets(user.id))
