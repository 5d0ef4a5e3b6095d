import { route } from '#lib/accounts/route.ts'
import { pageQuery } from '#lib/http/page-query.ts'
import { createJob, createJobSchema } from '#lib/jobs/create-job.ts'
import { listJobs } from '#lib/jobs/read-jobs.ts'

const createRule = { name: 'create-job', points: 120, seconds: 60 }

export const POST = route(
  { who: 'user', limit: createRule, body: createJobSchema },
  async ({ user, body }) => {
    const { job, created } = await createJob({
      userId: user.id,
      emailVerified: user.emailVerified,
      input: body,
    })
    return Response.json({ job }, { status: created ? 201 : 200 })
  },
)

export const GET = route({ who: 'user', query: pageQuery }, async ({ user, query }) => {
  const { items: jobs, nextCursor } = await listJobs(user.id, query)
  return { jobs, nextCursor }
})
