import { attemptsFolder, previewKey, thumbnailKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'

/**
 * Removes everything that is stored of some images: originals, previews, and what every attempt has left. May be called again, and for
 * images of which nothing is there.
 */
export async function removeImageFiles(imageIds: readonly string[]): Promise<void> {
  for (const imageId of imageIds) {
    await removePreviews(imageId)
    await storage.deleteFolder(attemptsFolder(imageId))
  }
}

/** Removes what was made of one image's original for pages. */
export async function removePreviews(imageId: string): Promise<void> {
  await storage.delete(previewKey(imageId))
  await storage.delete(thumbnailKey(imageId))
}
