import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { makePreview } from '#lib/images/make-preview.ts'
import { storage } from '#lib/storage/storage.ts'
import { previewKey } from './attempt-storage.ts'

/** Makes the preview and the placeholder of a delivered image. Safe to run twice. */
export async function makeImagePreview(imageId: string): Promise<void> {
  const image = await db.image.findUnique({
    where: { id: imageId },
    select: { jobId: true, userId: true, storageKey: true, previewKey: true },
  })
  if (!image?.storageKey || image.previewKey) return
  const original = await storage.get(image.storageKey)
  if (!original) throw new Error(`the original of image ${imageId} is not in storage`)
  const { preview, placeholder } = await makePreview(original)
  const key = previewKey(imageId)
  await storage.put(key, preview)
  await db.$transaction(async (tx) => {
    await appendEvents(tx, image.userId, [{ type: 'image', data: { jobId: image.jobId, imageId } }])
    await tx.image.update({ where: { id: imageId }, data: { previewKey: key, placeholder } })
  })
}
