import { findModel } from '#lib/catalog/models.ts'
import { costNanoUsd } from '#lib/catalog/quote.ts'
import { paramsOf } from '#lib/catalog/stored-params.ts'
import { db } from '#lib/db.ts'
import { inspectPicture } from '#lib/images/inspect-picture.ts'
import { addPicture } from '#lib/library/add-picture.ts'
import { log } from '#lib/log.ts'
import type { ImageAnswer } from '#lib/providers/provider.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import type { Claim } from './claim-image.ts'
import { endImage } from './end-image.ts'
import { failImage } from './fail-image.ts'
import { statesInHand } from './view.ts'

/**
 * Books a stored answer: the picture belongs to the user and is paid, in one transaction. What is not a whole picture is
 * not delivered and not paid. Unpainted parts are put back before, so that nobody sees it without them.
 * @param stored the attempt whose bytes these are, an earlier one than the claim's when they were found in storage; and what
 *   `composeImage` made of them
 */
export async function deliverImage(
  claim: Claim,
  answer: ImageAnswer,
  stored: { fence: number; composedKey: string | null },
): Promise<void> {
  const { imageId, fence } = claim
  const { fence: storedFence, composedKey } = stored
  const [facts, job] = await Promise.all([
    inspectPicture(answer.bytes),
    db.job.findUniqueOrThrow({
      where: { id: claim.jobId },
      select: { model: true, operation: true, params: true },
    }),
  ])
  if (!facts) {
    const failure = { code: 'bad_picture' as const, params: {} }
    return failImage(claim, { state: 'failed', failure, outcome: 'failed', errorCode: 'bad_picture' })
  }
  const model = findModel(job.model)
  const delivered = await db.$transaction(async (tx) => {
    const ended = await endImage(tx, {
      ...claim,
      where: { fence, state: { in: [...statesInHand] } },
      data: {
        state: 'delivered',
        storageKey: originalKey(imageId, storedFence),
        composedKey,
        mediaType: facts.mediaType,
        width: facts.width,
        height: facts.height,
        bytes: answer.bytes.byteLength,
        revisedPrompt: answer.revisedPrompt,
      },
    })
    if (!ended) return false
    const { width, height } = facts
    await addPicture(tx, { imageId, model: job.model, operation: job.operation, width, height })
    const finishedAt = new Date()
    if (storedFence !== fence) {
      await tx.attempt.update({
        where: { imageId_fence: { imageId, fence } },
        data: { outcome: 'abandoned', errorCode: 'found_in_storage', finishedAt },
      })
    }
    await tx.attempt.update({
      where: { imageId_fence: { imageId, fence: storedFence } },
      data: {
        outcome: 'delivered',
        finishedAt,
        providerRequestId: answer.requestId,
        ...(answer.usage && { usage: { ...answer.usage } }),
        costNanoUsd: model ? costNanoUsd(model, answer.usage, paramsOf(job.params)) : null,
      },
    })
    await enqueue(tx, 'previews', [{ data: { imageId } }])
    return true
  })
  if (delivered) return
  log.warn({ imageId, fence }, 'came back too late: another run has this image')
  if (composedKey) await removeUnnamed(imageId, composedKey)
}

/** While another run has the image, it may be about to name the file. */
async function removeUnnamed(imageId: string, composedKey: string): Promise<void> {
  const image = await db.image.findUnique({
    where: { id: imageId },
    select: { finishedAt: true, composedKey: true },
  })
  if (image && (image.finishedAt === null || image.composedKey === composedKey)) return
  await storage.delete(composedKey)
}
