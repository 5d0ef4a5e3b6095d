import { LogPanel } from '#components/admin/log-panel.tsx'
import { listAudit } from '#lib/audit/list-audit.ts'
import { requireOperator } from '../../require-operator.ts'
import { operatorMetadata } from '../operator-metadata.ts'

export const generateMetadata = operatorMetadata('log')

const FIRST_LINES = 24

export default async function LogPage() {
  await requireOperator()
  return <LogPanel initial={await listAudit({ limit: FIRST_LINES })} />
}
