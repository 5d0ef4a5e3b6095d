import { writeAudit } from '#lib/audit/write-audit.ts'
import { db } from '#lib/db.ts'
import { senderBoss } from '#lib/queue/boss.ts'
import { enqueue } from '#lib/queue/enqueue.ts'

/** Has a worker check the book now: it may take longer than a request may. */
export async function requestLedgerCheck(actorId: string): Promise<void> {
  await senderBoss()
  await db.$transaction(async (tx) => {
    await enqueue(tx, 'nightly', [{ data: { asked: true } }])
    await writeAudit(tx, { actorId, action: 'ledger.check', subject: 'ledger' })
  })
}
