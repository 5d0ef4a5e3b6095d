import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { retryImages, retrySchema } from '#lib/jobs/retry-images.ts'

const retryRule = { name: 'retry-images', points: 120, seconds: 60 }

export const POST = route(
  { who: 'user', limit: retryRule, params: idParams, body: retrySchema },
  async ({ user, params, body }) => {
    const which = { imageId: params.id }
    const { id: userId, emailVerified } = user
    const { created, ...jobs } = await retryImages({ userId, emailVerified, which, ...body })
    return Response.json(jobs, { status: created ? 201 : 200 })
  },
)
