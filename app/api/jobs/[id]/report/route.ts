import { route } from '#lib/accounts/route.ts'
import { idParams } from '#lib/http/page-query.ts'
import { reportBody, reportProblem } from '#lib/jobs/report-problem.ts'

/** Each becomes a letter to every operator. */
const reportRule = { name: 'report-problem', points: 20, seconds: 24 * 3600 }

export const POST = route(
  { who: 'user', limit: reportRule, params: idParams, body: reportBody },
  async ({ user, params, body }) => {
    await reportProblem(user.id, params.id, body)
    return {}
  },
)
