import { route } from '#lib/accounts/route.ts'
import { listReports, reportsQuery } from '#lib/jobs/operator/reports.ts'

export const GET = route({ who: 'operator', query: reportsQuery }, ({ query }) => listReports(query))
