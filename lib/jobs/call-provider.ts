import { createHash } from 'node:crypto'
import { z } from 'zod'
import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { log } from '#lib/log.ts'
import { observeCall } from '#lib/metrics/observe.ts'
import { CallFailure, type ImageAnswer, type ImageCall, type Provider } from '#lib/providers/provider.ts'
import { admitCall } from '#lib/queue/provider-room.ts'
import { partialKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'
import { span } from '#lib/trace.ts'
import type { Claim } from './claim-image.ts'

class ProviderClosed extends Error {}

const begunRows = z.array(z.object({ calledAt: z.date() }))

/**
 * Commits that the call is about to leave: from here on, an end without an answer is ambiguous.
 * @returns when, by the database's clock; `cancelled` when the user cancelled or another run has the image, `closed` when the
 * provider has no room for it now
 */
export async function beginCall(claim: Claim): Promise<Date | 'cancelled' | 'closed'> {
  const { imageId, jobId, userId, fence, provider, model } = claim
  try {
    return await db.$transaction(async (tx) => {
      await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
      const rows = await tx.$queryRaw`
        UPDATE images SET state = 'calling', called_at = clock_timestamp()
        WHERE id = ${imageId}::uuid AND fence = ${fence} AND state = 'preparing' AND cancel_requested_at IS NULL
        RETURNING called_at AS "calledAt"`
      const [begun] = begunRows.parse(rows)
      if (!begun) return 'cancelled'
      await tx.attempt.update({ where: { imageId_fence: { imageId, fence } }, data: begun })
      // Last, because it takes a lock that all workers want.
      if ((await admitCall(tx, { provider, model, imageId })) > 0) throw new ProviderClosed()
      return begun.calledAt
    })
  } catch (error) {
    if (error instanceof ProviderClosed) return 'closed'
    throw error
  }
}

/** Makes the one call of an attempt, and keeps its partial previews. @throws CallFailure, and nothing else */
export function callProvider(
  claim: Claim,
  job: Pick<ImageCall, 'prompt' | 'params' | 'inputs' | 'mask'>,
  provider: Provider,
): Promise<ImageAnswer> {
  const { imageId, jobId, model } = claim
  return span('image.call', { imageId, jobId, model, provider: provider.id }, async (current) => {
    const startedMs = performance.now()
    const note = (outcome: string, requestId: string | null) => {
      const seconds = (performance.now() - startedMs) / 1000
      observeCall({ provider: provider.id, model, outcome, seconds })
      current.set({ outcome, requestId: requestId ?? undefined })
    }
    try {
      const answer = await provider.generate({
        model,
        ...job,
        safetyIdentifier: createHash('sha256').update(`huafang:${claim.userId}`).digest('hex').slice(0, 32),
        onPartial: (index, bytes) => storePartial(claim, index, bytes),
      })
      note('delivered', answer.requestId)
      return answer
    } catch (error) {
      if (error instanceof CallFailure) note(error.kind, error.requestId)
      throw error
    }
  })
}

async function storePartial(
  { imageId, jobId, userId, fence }: Claim,
  index: number,
  bytes: Uint8Array,
): Promise<void> {
  // A preview is a courtesy: when it cannot be kept, the picture itself still may.
  try {
    await storage.put(partialKey(imageId, fence, index), bytes)
    await db.$transaction(async (tx) => {
      await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
      await tx.image.updateMany({
        where: { id: imageId, fence, state: 'calling' },
        data: { partials: index + 1 },
      })
    })
  } catch (err) {
    log.warn({ err, imageId }, 'could not keep a partial preview')
  }
}
