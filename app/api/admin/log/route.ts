import { route } from '#lib/accounts/route.ts'
import { listAudit } from '#lib/audit/list-audit.ts'
import { pageQuery } from '#lib/http/page-query.ts'

export const GET = route({ who: 'operator', query: pageQuery }, ({ query }) => listAudit(query))
