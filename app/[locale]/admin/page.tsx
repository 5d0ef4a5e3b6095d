import { Overview } from '#components/admin/overview.tsx'
import { readOverview } from '#lib/jobs/operator/read-overview.ts'
import { requireOperator } from '../require-operator.ts'
import { operatorMetadata } from './operator-metadata.ts'

export const generateMetadata = operatorMetadata('overview')

export default async function OverviewPage() {
  await requireOperator()
  return <Overview initial={await readOverview(new Date())} />
}
