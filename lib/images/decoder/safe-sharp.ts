import { open } from 'node:fs/promises'
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp'
import { UPLOAD_PIXELS_MAX } from '#lib/catalog/input-limits.ts'
import { RefusedError } from './decode-task.ts'
import { HEAD_BYTES, type SentType, tellType } from './tell-type.ts'

// Whatever else libvips can read (SVG, PDF, TIFF and more) does not exist in this process.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((format) => `VipsForeignLoad${format}`),
})
// One thread a picture: memory stays what it is, and two pictures at once have two cores.
sharp.concurrency(1)
sharp.cache(false)

/** The first frame; half a picture is none. */
const reading: SharpOptions = { failOn: 'error', limitInputPixels: UPLOAD_PIXELS_MAX, sequentialRead: true }

/** Reads pixels of a file that was looked at before, or of raw ones. */
export function readPixels(source: string | Buffer, options: SharpOptions = {}): Sharp {
  return sharp(source, { ...reading, ...options })
}

export interface Header {
  type: SentType
  /** As the picture is to be seen. */
  width: number
  height: number
  hasAlpha: boolean
  /** EXIF's, 1 to 8: what the decoder has to turn. */
  orientation: number
  icc: Buffer | null
}

/**
 * What a file says of itself, before a pixel is decoded.
 * @throws RefusedError when it is no picture that is taken here, broken, or too large
 */
export async function readHeader(source: string): Promise<Header> {
  const type = tellType(await readHead(source))
  if (!type) throw new RefusedError('not_a_picture')
  let metadata: Metadata
  try {
    metadata = await sharp(source, { ...reading, limitInputPixels: false }).metadata()
  } catch {
    throw new RefusedError('picture_damaged')
  }
  const { width, height, hasAlpha, icc } = metadata
  if (width * height > UPLOAD_PIXELS_MAX) throw tooManyPixels(width * height)
  // AVIF and HEIC have none here: there the container says how to turn the picture, and libheif does it.
  const orientation = metadata.orientation ?? 1
  const upright = orientation >= 5 ? { width: height, height: width } : { width, height }
  return { type, ...upright, hasAlpha, orientation, icc: icc ?? null }
}

export function tooManyPixels(pixels: number): RefusedError {
  const params = { megapixels: Math.ceil(pixels / 1_000_000), max: UPLOAD_PIXELS_MAX / 1_000_000 }
  return new RefusedError('picture_too_many_pixels', params)
}

async function readHead(source: string): Promise<Uint8Array> {
  const handle = await open(source)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    if (bytesRead === 0) throw new RefusedError('picture_empty')
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
