import { type DecodeAnswer, type MaskTask, RefusedError, SMALL_PNG_BYTES_MAX } from './decode-task.ts'
import { alphaRange } from './raw-picture.ts'
import { readPicture } from './read-picture.ts'
import { readHeader } from './safe-sharp.ts'
import { writePicture } from './write-picture.ts'

/** Its transparency is all that counts: the colours go, for nothing of them should reach a provider. */
export async function decodeMask({ source, folder, width, height }: MaskTask): Promise<DecodeAnswer> {
  const header = await readHeader(source)
  if (header.width !== width || header.height !== height) {
    const { width: ownWidth, height: ownHeight } = header
    const params = { width: ownWidth, height: ownHeight, asWidth: width, asHeight: height }
    throw new RefusedError('mask_size_differs', params)
  }
  if (!header.hasAlpha) throw new RefusedError('mask_without_alpha')
  const mask = await readPicture(source, header)
  const { min, max } = alphaRange(mask)
  // Only what is painted fully is repainted: a mask that is soft everywhere would be paid for and change nothing.
  if (min > 0) throw new RefusedError('mask_empty')
  if (max === 0) throw new RefusedError('mask_full')
  const { data } = mask
  for (let at = 0; at < data.length; at += 4) data.fill(0, at, at + 3)
  const stored = await writePicture(mask, folder, 'png')
  if (stored.bytes > SMALL_PNG_BYTES_MAX) {
    throw new RefusedError('mask_too_large', { maxBytes: SMALL_PNG_BYTES_MAX })
  }
  return { sent: { mediaType: header.type, width, height }, ...stored }
}
