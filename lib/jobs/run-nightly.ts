import { z } from 'zod'
import { pruneAccounts } from '#lib/accounts/prune.ts'
import { removeDuePictures } from '#lib/library/remove-due-pictures.ts'
import { log } from '#lib/log.ts'
import { removeStrayFiles, removeUnusedUploads } from '#lib/uploads/purge-uploads.ts'
import { checkLedger } from './check-ledger.ts'
import { indexPictures } from './index-pictures.ts'
import { purgeDeletedUser, purgeDeletedUsers } from './purge-deleted-users.ts'

/**
 * What the queue `nightly` holds: the schedule puts an empty entry in, an operator one that says so, the deletion of an account one
 * that names it.
 */
const entrySchema = z.object({ asked: z.boolean().default(false), deletedUserId: z.uuid().optional() })

/** Serves an entry of the queue `nightly`. Scheduled once a night for all workers together (lib/queue/migrate-queue.ts). */
export async function runNightly(data: unknown): Promise<void> {
  const { asked, deletedUserId } = entrySchema.parse(data ?? {})
  if (deletedUserId) return purgeDeletedUser(deletedUserId)
  await checkLedger(asked ? 'asked' : 'nightly')
  if (asked) return
  // What is left over goes on tomorrow: it must not have the book checked again tonight.
  await attempt('removed pictures for good', () => removeDuePictures())
  await attempt('removed rows of accounts that were over', () => pruneAccounts())
  await attempt('removed what deleted accounts had made', () => purgeDeletedUsers())
  await attempt('removed inputs that nothing works from', () => removeUnusedUploads())
  await attempt('removed files of inputs without a row', () => removeStrayFiles())
  await attempt('indexed pictures', () => indexPictures(Number.POSITIVE_INFINITY, { waits: true }))
}

/** @param task says how much it has done */
async function attempt(what: string, task: () => Promise<number>): Promise<void> {
  try {
    const count = await task()
    if (count > 0) log.info({ count }, what)
  } catch (err) {
    log.error({ err, what }, 'a task of the night failed')
  }
}
