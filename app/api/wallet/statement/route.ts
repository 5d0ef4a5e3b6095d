import { route } from '#lib/accounts/route.ts'
import { statement } from '#lib/credits/statement.ts'
import { pageQuery } from '#lib/http/page-query.ts'

export const GET = route({ who: 'user', query: pageQuery }, ({ user, query }) => statement(user.id, query))
