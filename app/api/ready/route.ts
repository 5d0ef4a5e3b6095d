import { type Checks, checkReady } from '#lib/jobs/check-ready.ts'

/** Anyone may ask, and the look writes a file: one look answers all who ask within this time. */
const FRESH_MS = 1_000

let last: { at: number; checks: Promise<Checks> } | undefined

/** Whether this process can serve and pictures be made, part by part: for load balancers and people. */
export async function GET(): Promise<Response> {
  const now = Date.now()
  if (!last || now - last.at > FRESH_MS) last = { at: now, checks: checkReady() }
  const checks = await last.checks
  const ready = Object.values(checks).every((check) => check.ok)
  return Response.json(
    { ready, checks },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  )
}

export const dynamic = 'force-dynamic'
