import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { readWindow } from '#lib/library/read-pictures.ts'
import { windowQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', limit: readRule, query: windowQuery }, async ({ user, query }) => {
  const { asOf, offset, limit, ...filters } = query
  return { pictures: await readWindow(user.id, filters, { asOf, offset, limit }) }
})
