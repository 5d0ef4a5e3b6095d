import { route } from '#lib/accounts/route.ts'
import { readFacets } from '#lib/library/read-facets.ts'

export const GET = route({ who: 'user' }, ({ user }) => readFacets(user.id))
