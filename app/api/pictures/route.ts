import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { listPictures } from '#lib/library/read-pictures.ts'
import { listQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', limit: readRule, query: listQuery }, ({ user, query }) => {
  const { cursor, limit, ...filters } = query
  return listPictures(user.id, filters, { cursor, limit })
})
