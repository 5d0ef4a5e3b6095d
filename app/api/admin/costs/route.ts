import { route } from '#lib/accounts/route.ts'
import { readCosts } from '#lib/jobs/operator/read-costs.ts'

export const GET = route({ who: 'operator' }, () => readCosts(new Date()))
