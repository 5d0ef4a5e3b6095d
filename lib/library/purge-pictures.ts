import { log } from '#lib/log.ts'
import { type Changed, markDue } from './change-pictures.ts'
import { removeDuePictures } from './remove-due-pictures.ts'

/** Removes pictures of the bin for good. What cannot be removed now goes at night; it cannot be seen any more either way. */
export async function purgePictures(userId: string, ids: readonly string[]): Promise<Changed> {
  const changed = await markDue(userId, ids)
  try {
    await removeDuePictures(userId)
  } catch (err) {
    log.error({ err, userId }, 'could not remove purged pictures at once')
  }
  return changed
}
