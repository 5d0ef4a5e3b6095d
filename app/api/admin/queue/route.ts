import { route } from '#lib/accounts/route.ts'
import { queueQuery, readQueue } from '#lib/jobs/operator/read-queue.ts'

export const GET = route({ who: 'operator', query: queueQuery }, ({ query }) =>
  readQueue(query.find, new Date()),
)
