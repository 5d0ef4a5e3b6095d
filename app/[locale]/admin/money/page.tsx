import { MoneyPanel } from '#components/admin/money-panel.tsx'
import { listAmbiguous, readCosts } from '#lib/jobs/operator/read-costs.ts'
import { readLedgerChecks } from '#lib/jobs/operator/read-ledger-checks.ts'
import { requireOperator } from '../../require-operator.ts'
import { operatorMetadata } from '../operator-metadata.ts'

export const generateMetadata = operatorMetadata('money')

const FIRST_LINES = 24

export default async function MoneyPage() {
  await requireOperator()
  const now = new Date()
  const [costs, calls, checks] = await Promise.all([
    readCosts(now),
    listAmbiguous({ limit: FIRST_LINES }),
    readLedgerChecks(now),
  ])
  return <MoneyPanel costs={costs} calls={calls} checks={checks} />
}
