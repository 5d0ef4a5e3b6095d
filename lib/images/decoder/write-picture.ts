import path from 'node:path'
import type { Sharp } from 'sharp'
import { type Decoded, WriteError } from './decode-task.ts'
import { fromRaw, type RawPicture } from './raw-picture.ts'

const THUMBNAIL_EDGE = 256
const PLACEHOLDER_EDGE = 16

/** What is stored, and what lists show instead. Raw pixels carry no metadata, so none goes out. */
export type Stored = Omit<Decoded, 'sent' | 'refused'>

/** @param format `rgba` is a PNG of four channels, also of what is opaque: DALL·E 2 takes no others */
export async function writePicture(
  picture: RawPicture,
  folder: string,
  format: 'png' | 'rgba' | 'jpeg',
): Promise<Stored> {
  const pixels = format === 'rgba' ? fromRaw(picture).ensureAlpha() : fromRaw(picture)
  const file = path.join(folder, 'picture')
  const isJpeg = format === 'jpeg'
  const { size } = await write(
    isJpeg ? pixels.jpeg({ quality: 95, chromaSubsampling: '4:4:4' }) : pixels.png({ compressionLevel: 6 }),
    file,
  )
  const { width, height, channels } = picture
  const placeholder = await writeThumbnail(picture, folder)
  const mediaType = isJpeg ? 'image/jpeg' : 'image/png'
  return { mediaType, width, height, bytes: size, hasAlpha: channels === 4, placeholder }
}

/** Raw pixels have been decoded already: what fails is the disk. */
function write(pixels: Sharp, file: string) {
  return pixels.toFile(file).catch((error: unknown) => {
    throw new WriteError(String(error))
  })
}

/** @returns the placeholder */
async function writeThumbnail(picture: RawPicture, folder: string): Promise<string> {
  const within = (edge: number) =>
    fromRaw(picture).resize(edge, edge, { fit: 'inside', withoutEnlargement: true })
  await write(within(THUMBNAIL_EDGE).webp({ quality: 80, effort: 3 }), path.join(folder, 'thumbnail'))
  const tiny = await within(PLACEHOLDER_EDGE).webp({ quality: 40 }).toBuffer()
  return `data:image/webp;base64,${tiny.toString('base64')}`
}
