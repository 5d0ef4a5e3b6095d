import { TroublePanel } from '#components/admin/trouble-panel.tsx'
import { readTrouble } from '#lib/jobs/operator/read-trouble.ts'
import { requireOperator } from '../../require-operator.ts'
import { operatorMetadata } from '../operator-metadata.ts'

export const generateMetadata = operatorMetadata('images')

export default async function TroublePage() {
  await requireOperator()
  return <TroublePanel initial={await readTrouble(new Date())} />
}
