import { checkReady } from '#lib/jobs/check-ready.ts'

/** Whether pictures can be made now, part by part: for load balancers and people. */
export async function GET(): Promise<Response> {
  const checks = await checkReady(new Date())
  const ready = Object.values(checks).every((check) => check.ok)
  return Response.json(
    { ready, checks },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

export const dynamic = 'force-dynamic'
