import { route } from '#lib/accounts/route.ts'
import { readLedgerChecks } from '#lib/jobs/operator/read-ledger-checks.ts'
import { requestLedgerCheck } from '#lib/jobs/operator/request-ledger-check.ts'

export const GET = route({ who: 'operator' }, () => readLedgerChecks(new Date()))

export const POST = route({ who: 'operator' }, async ({ user }) => {
  await requestLedgerCheck(user.id)
  return Response.json({}, { status: 202 })
})
