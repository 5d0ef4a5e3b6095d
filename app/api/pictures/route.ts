import { route } from '#lib/accounts/route.ts'
import { listPictures } from '#lib/library/read-pictures.ts'
import { listQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', query: listQuery }, ({ user, query }) => {
  const { cursor, limit, ...filters } = query
  return listPictures(user.id, filters, { cursor, limit })
})
