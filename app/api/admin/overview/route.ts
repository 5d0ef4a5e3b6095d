import { route } from '#lib/accounts/route.ts'
import { readOverview } from '#lib/jobs/operator/read-overview.ts'

export const GET = route({ who: 'operator' }, () => readOverview(new Date()))
