import type { Transaction } from '#lib/db.ts'
import type { ColourName } from '#lib/images/main-colours.ts'
import { kept } from './filters.ts'
import { termVector } from './term-vector.ts'

/**
 * Makes a picture findable by its words and colours, in the caller's transaction. Not one that is due: its files are being removed,
 * and nobody removes twice what is put beside them.
 * @returns false when it is not in the library any more, or due
 */
export async function indexPicture(
  tx: Transaction,
  picture: { imageId: string; userId: string; prompt: string; colours: ColourName[] },
): Promise<boolean> {
  const { imageId, userId, prompt, colours } = picture
  const indexed = await tx.$executeRaw`
    UPDATE pictures SET terms = ${termVector(userId, prompt)}::tsvector, colours = ${colours}
    WHERE image_id = ${imageId}::uuid AND ${kept}`
  return indexed > 0
}
