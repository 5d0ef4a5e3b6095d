import { route } from '#lib/accounts/route.ts'
import { readTrouble } from '#lib/jobs/operator/read-trouble.ts'

export const GET = route({ who: 'operator' }, () => readTrouble(new Date()))
