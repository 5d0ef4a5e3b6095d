import { db } from '#lib/db.ts'
import { markDueOfUser } from '#lib/library/change-pictures.ts'
import { removeImageFiles } from '#lib/library/remove-files.ts'
import { log } from '#lib/log.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { removeUploadsOf } from '#lib/uploads/purge-uploads.ts'
import { cancelImages } from './cancel-images.ts'

/** Jobs emptied in one transaction. */
const BATCH = 50
/** So long after a job has ended its previews may still be in the making. */
const SETTLED_AFTER_MS = 60_000
/** When to look again at what was still being made. */
const AGAIN_SECONDS = 90

/**
 * Removes what deleted accounts have made: files, pictures, prompts. A job with a prompt is one that was not dealt with, so this may
 * stop anywhere and begin again; what is still being made is left for a later time. Jobs, images and attempts stay without what
 * was in them, because the ledger names them.
 * @returns how many accounts had something left
 */
export async function purgeDeletedUsers(now: Date = new Date()): Promise<number> {
  const users = await db.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM users WHERE deleted_at IS NOT NULL AND (
      EXISTS (SELECT FROM jobs WHERE user_id = users.id AND (prompt <> '' OR finished_at IS NULL))
      OR EXISTS (SELECT FROM folders WHERE user_id = users.id)
      OR EXISTS (SELECT FROM presets WHERE user_id = users.id)
      OR EXISTS (SELECT FROM snippets WHERE user_id = users.id)
      OR EXISTS (SELECT FROM problem_reports WHERE user_id = users.id)
      OR EXISTS (SELECT FROM uploads WHERE user_id = users.id)
    ) ORDER BY deleted_at`
  for (const { id } of users) {
    await purgeDeletedUser(id, now).catch((err: unknown) => log.error({ err, userId: id }, 'could not purge'))
  }
  return users.length
}

/** The same for one account; looks again later, by a queue entry, as long as anything is left. */
export async function purgeDeletedUser(userId: string, now: Date = new Date()): Promise<void> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { deletedAt: true } })
  if (!user?.deletedAt) return
  await cancelUnfinished(userId)
  await markDueOfUser(userId)
  const settledBefore = new Date(now.getTime() - SETTLED_AFTER_MS)
  for (;;) {
    const jobs = await db.job.findMany({
      where: { userId, prompt: { not: '' }, finishedAt: { lt: settledBefore } },
      select: { id: true, images: { select: { id: true } } },
      take: BATCH,
    })
    if (jobs.length === 0) break
    await emptyJobs(jobs)
  }
  // A request that had begun before may have left something after the account had let go of it all.
  await db.$transaction([
    db.folder.deleteMany({ where: { userId } }),
    db.preset.deleteMany({ where: { userId } }),
    db.snippet.deleteMany({ where: { userId } }),
    db.problemReport.deleteMany({ where: { userId } }),
  ])
  await removeUploadsOf(userId)
  if ((await db.job.count({ where: { userId, prompt: { not: '' } } })) === 0) return
  await db.$transaction((tx) =>
    enqueue(tx, 'nightly', [{ data: { deletedUserId: userId }, startAfterSeconds: AGAIN_SECONDS }]),
  )
}

/** Files first: when the rows say that they are gone, nobody looks for them again. */
async function emptyJobs(jobs: { id: string; images: { id: string }[] }[]): Promise<void> {
  const jobIds = jobs.map(({ id }) => id)
  const imageIds = jobs.flatMap(({ images }) => images.map(({ id }) => id))
  await removeImageFiles(imageIds)
  await db.$transaction([
    db.picture.deleteMany({ where: { imageId: { in: imageIds } } }),
    db.image.updateMany({
      where: { id: { in: imageIds } },
      data: { revisedPrompt: null, placeholder: null, previewKey: null, composedKey: null },
    }),
    // What a job works from may go when no job names it any more.
    db.jobInput.deleteMany({ where: { jobId: { in: jobIds } } }),
    db.job.updateMany({ where: { id: { in: jobIds } }, data: { prompt: '' } }),
  ])
}

/**
 * Cancels what waits, with release, and asks what is running to stop. A call that has left comes to its end, and its picture is
 * settled and removed like the others.
 */
export async function cancelUnfinished(userId: string): Promise<void> {
  const jobs = await db.job.findMany({
    where: { userId, finishedAt: null },
    // The last first: else the cancelling of one would promote the next, only to be cancelled too.
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  })
  for (const { id } of jobs) await cancelImages(userId, { jobId: id })
}
