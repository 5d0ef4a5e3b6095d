import type { Transaction } from '#lib/db.ts'
import type { PictureShape } from './view.ts'

/** Within a twentieth of a square, people see a square. */
const SQUARE_WITHIN = 1.05

export function shapeOf(width: number, height: number): PictureShape {
  if (width > height * SQUARE_WITHIN) return 'landscape'
  if (height > width * SQUARE_WITHIN) return 'portrait'
  return 'square'
}

interface NewPicture {
  imageId: string
  model: string
  operation: string
  /** In pixels. */
  width: number
  height: number
}

/**
 * Puts a delivered image into its owner's library, in the transaction that delivers it: one statement. What has to be computed
 * from the prompt and the pixels (search terms, colours) follows with the preview.
 */
export async function addPicture(tx: Transaction, picture: NewPicture): Promise<void> {
  const { imageId, model, operation, width, height } = picture
  await tx.$executeRaw`
    INSERT INTO pictures (image_id, user_id, made_at, model, operation, width, height, shape)
    SELECT id, user_id, finished_at, ${model}, ${operation}, ${width}, ${height}, ${shapeOf(width, height)}::picture_shape
    FROM images WHERE id = ${imageId}::uuid
    ON CONFLICT (image_id) DO NOTHING`
}
