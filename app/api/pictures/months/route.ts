import { route } from '#lib/accounts/route.ts'
import { readRule } from '#lib/library/rate-rules.ts'
import { readMonths } from '#lib/library/read-months.ts'
import { monthsQuery } from '#lib/library/route-input.ts'

export const GET = route({ who: 'user', limit: readRule, query: monthsQuery }, async ({ user, query }) => {
  const { asOf, timeZone, ...filters } = query
  return { months: await readMonths(user.id, filters, { asOf, timeZone }) }
})
