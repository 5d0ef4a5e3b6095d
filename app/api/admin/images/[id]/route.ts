import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { readOperatorImage } from '#lib/jobs/operator/read-trouble.ts'

export const GET = route({ who: 'operator', params: idParams }, ({ params }) =>
  readOperatorImage(params.id, new Date()),
)
