import { z } from 'zod'
import type { ImageAnswer } from '#lib/providers/provider.ts'
import { usageSchema } from '#lib/providers/usage.ts'
import { storage } from '#lib/storage/storage.ts'

/**
 * Where an attempt keeps its bytes. The answer's facts are written first and the picture last, both durably, so that a
 * picture that is there has its facts: a worker that died before its rows were written is settled from storage.
 */
function folder(imageId: string, fence: number): string {
  return `attempts/${imageId}/${fence}`
}

export function originalKey(imageId: string, fence: number): string {
  return `${folder(imageId, fence)}/original`
}

export function partialKey(imageId: string, fence: number, index: number): string {
  return `${folder(imageId, fence)}/partial-${index}`
}

export function previewKey(imageId: string): string {
  return `previews/${imageId}.webp`
}

const factsSchema = z.object({
  revisedPrompt: z.string().nullable(),
  requestId: z.string().nullable(),
  usage: usageSchema.nullable(),
})

export async function storeAnswer(imageId: string, fence: number, answer: ImageAnswer): Promise<void> {
  const { bytes, ...facts } = answer
  const factsKey = `${folder(imageId, fence)}/answer.json`
  await storage.put(factsKey, Buffer.from(JSON.stringify(factsSchema.parse(facts))))
  await storage.put(originalKey(imageId, fence), bytes)
}

/** What an attempt stored before its worker was lost, or null where nothing whole is there. */
export async function findStoredAnswer(imageId: string, fence: number): Promise<ImageAnswer | null> {
  const bytes = await storage.get(originalKey(imageId, fence))
  const facts = bytes && (await storage.get(`${folder(imageId, fence)}/answer.json`))
  if (!bytes || !facts) return null
  return { bytes, ...factsSchema.parse(JSON.parse(Buffer.from(facts).toString('utf8'))) }
}
