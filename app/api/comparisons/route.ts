import { route } from '#lib/accounts/route.ts'
import { createComparison, createComparisonSchema } from '#lib/jobs/create-comparison.ts'

/** Each is up to six jobs. */
const compareRule = { name: 'create-comparison', points: 30, seconds: 60 }

export const POST = route(
  { who: 'user', limit: compareRule, body: createComparisonSchema },
  async ({ user, body }) => {
    const { jobs, created } = await createComparison({
      userId: user.id,
      emailVerified: user.emailVerified,
      input: body,
    })
    return Response.json({ jobs }, { status: created ? 201 : 200 })
  },
)
