import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { readNeighbours } from '#lib/library/read-pictures.ts'
import { neighboursQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', limit: readRule, query: neighboursQuery }, ({ user, query }) => {
  const { id, ...filters } = query
  return readNeighbours(user.id, id, filters)
})
