import { z } from 'zod'
import { checkLedger } from './check-ledger.ts'

/** What the queue `nightly` holds: the schedule puts an empty entry in, an operator one that says so. */
const entrySchema = z.object({ asked: z.boolean().default(false) })

/** Serves an entry of the queue `nightly`. Scheduled once a night for all workers together (lib/queue/migrate-queue.ts). */
export async function runNightly(data: unknown): Promise<void> {
  const { asked } = entrySchema.parse(data ?? {})
  await checkLedger(asked ? 'asked' : 'nightly')
}
