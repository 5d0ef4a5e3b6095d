import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { log } from '#lib/log.ts'
import type { ImageAnswer } from '#lib/providers/provider.ts'
import { usageSchema } from '#lib/providers/usage.ts'
import { answerKey, originalKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'

/**
 * The answer's facts are written first and the picture last, both durably, so that a picture that is there has its facts: a
 * worker that died before its rows were written is settled from storage.
 */
const factsSchema = z.object({
  revisedPrompt: z.string().nullable(),
  requestId: z.string().nullable(),
  usage: usageSchema.nullable(),
})

/** Waits between tries: a full or absent disk is somebody's to mend, and the picture that was paid for is only in memory. */
const STORE_PAUSES_MS = [500, 2_000, 8_000, 20_000]

/** @throws when storage still refuses after half a minute of trying */
export async function storeAnswer(
  imageId: string,
  fence: number,
  answer: ImageAnswer,
  pausesMs: readonly number[] = STORE_PAUSES_MS,
): Promise<void> {
  const { bytes, ...facts } = answer
  const factsBytes = Buffer.from(JSON.stringify(factsSchema.parse(facts)))
  for (let attempt = 0; ; attempt++) {
    try {
      await storage.put(answerKey(imageId, fence), factsBytes)
      return await storage.put(originalKey(imageId, fence), bytes)
    } catch (err) {
      const pauseMs = pausesMs[attempt]
      if (pauseMs === undefined) throw err
      log.error({ err, imageId, fence, pauseMs }, 'could not store a picture: trying again')
      await sleep(pauseMs)
    }
  }
}

/** What an attempt stored before its worker was lost, or null where nothing whole is there. */
export async function findStoredAnswer(imageId: string, fence: number): Promise<ImageAnswer | null> {
  const bytes = await storage.get(originalKey(imageId, fence))
  const facts = bytes && (await storage.get(answerKey(imageId, fence)))
  if (!bytes || !facts) return null
  // How fast the provider may be asked was said at that time, and is not kept.
  return { bytes, rateLimit: null, ...factsSchema.parse(JSON.parse(Buffer.from(facts).toString('utf8'))) }
}
