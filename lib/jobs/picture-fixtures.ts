import { db } from '#lib/db.ts'
import { addPicture } from '#lib/library/add-picture.ts'
import { originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { newJob, type RequestOverrides } from './job-fixtures.ts'

/** A delivered picture with these bytes as its original, for tests: as a worker would leave it, without the worker. */
export async function deliverFixture(
  userId: string,
  bytes: Uint8Array,
  options: RequestOverrides & { width?: number; height?: number; mediaType?: string } = {},
): Promise<{ jobId: string; imageId: string }> {
  const { width = 64, height = 48, mediaType = 'image/png', ...request } = options
  const job = await newJob(userId, request)
  const imageId = job.images[0]?.id
  if (!imageId) throw new Error('the job has no image')
  const storageKey = originalKey(imageId, 1)
  await storage.put(storageKey, bytes)
  const finishedAt = new Date()
  await db.$transaction(async (tx) => {
    await tx.attempt.create({
      data: {
        imageId,
        fence: 1,
        workerId: 'worker-1',
        outcome: 'delivered',
        calledAt: new Date(finishedAt.getTime() - 4000),
        finishedAt,
      },
    })
    await tx.image.update({
      where: { id: imageId },
      data: {
        state: 'delivered',
        fence: 1,
        storageKey,
        mediaType,
        width,
        height,
        bytes: bytes.byteLength,
        finishedAt,
        costCredits: job.quoteCredits,
      },
    })
    await addPicture(tx, { imageId, model: job.model, operation: 'generate', width, height })
  })
  return { jobId: job.id, imageId }
}
