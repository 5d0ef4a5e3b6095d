import { QueuePanel } from '#components/admin/queue-panel.tsx'
import { queueQuery, readQueue } from '#lib/jobs/operator/read-queue.ts'
import { requireOperator } from '../../require-operator.ts'
import { operatorMetadata } from '../operator-metadata.ts'

export const generateMetadata = operatorMetadata('queue')

export default async function QueuePage(props: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  await requireOperator()
  // Garbage in the address shows the whole queue.
  const find = queueQuery.safeParse(await props.searchParams).data?.find ?? ''
  return <QueuePanel key={find} find={find} initial={await readQueue(find, new Date())} />
}
