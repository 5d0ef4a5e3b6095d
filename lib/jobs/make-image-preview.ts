import { db } from '#lib/db.ts'
import { appendEvents } from '#lib/events/append-events.ts'
import { mainColours } from '#lib/images/main-colours.ts'
import { makePreview } from '#lib/images/make-preview.ts'
import { kept } from '#lib/library/filters.ts'
import { indexPicture } from '#lib/library/index-picture.ts'
import { removePreviews } from '#lib/library/remove-files.ts'
import { previewKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'

/**
 * Makes the preview, the thumbnail and the placeholder of a delivered image, and with them what it is found by in the library: words and colours.
 * Safe to run twice, and for a picture that has a preview but is not indexed.
 */
export async function makeImagePreview(imageId: string): Promise<void> {
  const image = await db.image.findUnique({
    where: { id: imageId },
    select: {
      jobId: true,
      userId: true,
      storageKey: true,
      composedKey: true,
      previewKey: true,
      job: { select: { prompt: true } },
    },
  })
  if (!image?.storageKey) return
  const { jobId, userId, job } = image
  const [picture] = await db.$queryRaw<{ indexed: boolean }[]>`
    SELECT terms IS NOT NULL AS indexed FROM pictures WHERE image_id = ${imageId}::uuid AND ${kept}`
  // Deleted for good while it waited here. A run before this one may have been killed between its file and its row.
  if (!picture) return removePreviews(imageId)
  if (image.previewKey && picture.indexed) return
  const composed = image.composedKey && (await storage.get(image.composedKey))
  const bytes = composed || (await storage.get(image.storageKey))
  if (!bytes) throw new Error(`the original of image ${imageId} is not in storage`)

  const { preview, thumbnail, placeholder } = await makePreview(bytes)
  const colours = await mainColours(preview)
  await storage.put(thumbnailKey(imageId), thumbnail)
  await storage.put(previewKey(imageId), preview)
  const isThere = await db.$transaction(async (tx) => {
    await appendEvents(tx, userId, [{ type: 'image', data: { jobId, imageId } }])
    const indexed = await indexPicture(tx, { imageId, userId, prompt: job.prompt, colours })
    const made = { previewKey: previewKey(imageId), placeholder }
    if (indexed) await tx.image.update({ where: { id: imageId }, data: made })
    return indexed
  })
  if (!isThere) await removePreviews(imageId)
}
