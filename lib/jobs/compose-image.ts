import type { Prisma } from '#lib/db.ts'
import { env } from '#lib/env.ts'
import { composeKept } from '#lib/images/compose-kept.ts'
import { labelXmp } from '#lib/images/export-label.ts'
import { insertPngXmp } from '#lib/images/export-png-xmp.ts'
import { log } from '#lib/log.ts'
import { composedKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'

/** Of a job: what it takes to put its unpainted parts back. */
export const composeSelect = {
  model: true,
  operation: true,
  keepUnpainted: true,
  inputs: { where: { position: 0 }, select: { role: true, uploadId: true } },
} satisfies Prisma.JobSelect

type Job = Prisma.JobGetPayload<{ select: typeof composeSelect }>

let lastTurn: Promise<unknown> = Promise.resolve()

/** One after the other in each process: each takes up to some hundred megabytes while it lasts. */
function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const turn = lastTurn.then(work)
  lastTurn = turn.catch(() => undefined)
  return turn
}

/**
 * Puts the unpainted parts of an answer back where its job asks for it, and stores what comes of it durably, beside the answer, which
 * stays as it is. A failure costs nobody the picture: then it is delivered as it came.
 * @returns the key of the composed file; null where there is none
 */
export async function composeImage(
  job: Job,
  image: { imageId: string; storedFence: number; answer: Uint8Array },
): Promise<string | null> {
  const inputId = job.inputs.find(({ role }) => role === 'image')?.uploadId
  const maskId = job.inputs.find(({ role }) => role === 'mask')?.uploadId
  if (!job.keepUnpainted || !inputId || !maskId) return null
  const { imageId, storedFence, answer } = image
  try {
    return await inTurn(async () => {
      const [input, mask] = await Promise.all([
        storage.get(uploadKey(inputId)),
        storage.get(uploadKey(maskId)),
      ])
      if (!input || !mask) throw new Error('the input or its mask is not in storage')
      const composed = await composeKept({ answer, input, mask })
      if (!composed) {
        log.warn({ imageId }, 'the answer has another shape than the input: delivered as it came')
        return null
      }
      const key = composedKey(imageId, storedFence)
      const { model, operation } = job
      const label = { imageId, model, operation, producer: env.AIGC_PRODUCER, madeAt: new Date() }
      await storage.put(key, insertPngXmp(composed, labelXmp(label)))
      return key
    })
  } catch (err) {
    log.error({ err, imageId }, 'could not put back what was not painted: delivered as it came')
    return null
  }
}
