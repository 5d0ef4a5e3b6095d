import { ReportsPanel } from '#components/admin/reports-panel.tsx'
import { listReports } from '#lib/jobs/operator/reports.ts'
import { requireOperator } from '../../require-operator.ts'
import { operatorMetadata } from '../operator-metadata.ts'

export const generateMetadata = operatorMetadata('reports')

const FIRST_REPORTS = 24

export default async function ReportsPage() {
  await requireOperator()
  const [open, closed] = await Promise.all([
    listReports({ state: 'open', limit: FIRST_REPORTS }),
    listReports({ state: 'closed', limit: FIRST_REPORTS }),
  ])
  return <ReportsPanel initial={{ open, closed }} />
}
