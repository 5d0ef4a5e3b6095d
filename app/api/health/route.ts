/** This process answers. Says nothing of what it stands on: that is /api/ready. */
export function GET(): Response {
  return Response.json({ ok: true }, { headers: { 'cache-control': 'no-store' } })
}

export const dynamic = 'force-dynamic'
