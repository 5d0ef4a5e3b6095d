import type { Transaction } from '#lib/db.ts'
import type { ColourName } from '#lib/images/main-colours.ts'
import { termVector } from './term-vector.ts'

/**
 * Makes a picture findable by its words and colours, in the caller's transaction.
 * @returns false when it is not in the library any more
 */
export async function indexPicture(
  tx: Transaction,
  picture: { imageId: string; userId: string; prompt: string; colours: ColourName[] },
): Promise<boolean> {
  const { imageId, userId, prompt, colours } = picture
  const indexed = await tx.$executeRaw`
    UPDATE pictures SET terms = ${termVector(userId, prompt)}::tsvector, colours = ${colours}
    WHERE image_id = ${imageId}::uuid`
  return indexed > 0
}
