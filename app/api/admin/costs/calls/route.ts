import { route } from '#lib/accounts/route.ts'
import { pageQuery } from '#lib/http/page-query.ts'
import { listAmbiguous } from '#lib/jobs/operator/read-costs.ts'

export const GET = route({ who: 'operator', query: pageQuery }, ({ query }) => listAmbiguous(query))
