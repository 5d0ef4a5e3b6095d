import { attemptsFolder, previewKey } from '#lib/storage/image-keys.ts'
import { storage } from '#lib/storage/storage.ts'

/**
 * Removes everything that is stored of some images: originals, previews, and what every attempt has left. May be called again, and for
 * images of which nothing is there.
 */
export async function removeImageFiles(imageIds: readonly string[]): Promise<void> {
  for (const imageId of imageIds) {
    await storage.delete(previewKey(imageId))
    await storage.deleteFolder(attemptsFolder(imageId))
  }
}
