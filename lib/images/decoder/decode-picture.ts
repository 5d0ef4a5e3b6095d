import { SQUARE_EDGE_MAX } from '#lib/catalog/inputs.ts'
import type { DecodeAnswer, PictureTask } from './decode-task.ts'
import { readPicture } from './read-picture.ts'
import { readHeader } from './safe-sharp.ts'
import { writePicture } from './write-picture.ts'

/** Lossless stays lossless; photos stay small. */
export async function decodePicture({ source, folder }: PictureTask): Promise<DecodeAnswer> {
  const header = await readHeader(source)
  const picture = await readPicture(source, header)
  const isLossless = header.type === 'image/png' || header.type === 'image/gif' || picture.channels === 4
  // A square that small goes to DALL·E 2 as it is.
  const isForDallE2 = picture.width === picture.height && picture.width <= SQUARE_EDGE_MAX
  const stored = await writePicture(picture, folder, isLossless ? (isForDallE2 ? 'rgba' : 'png') : 'jpeg')
  const { type, width, height } = header
  return { sent: { mediaType: type, width, height }, ...stored }
}
