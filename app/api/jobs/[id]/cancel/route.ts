import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { cancelImages } from '#lib/jobs/cancel-images.ts'

export const POST = route({ who: 'user', params: idParams }, async ({ user, params }) => ({
  job: await cancelImages(user.id, { jobId: params.id }),
}))
