import type { Sharp } from 'sharp'
import { STORED_PIXELS_MAX } from '#lib/catalog/input-limits.ts'
import { RefusedError } from './decode-task.ts'
import type { RawPicture } from './raw-picture.ts'

/** The same proportions in at most so many pixels; never more than there were. */
function scaledSize(width: number, height: number, pixelsMax: number): { width: number; height: number } {
  const factor = Math.sqrt(pixelsMax / (width * height))
  if (factor >= 1) return { width, height }
  // Of a line of millions of pixels the short edge stays one, and the long one takes what is left.
  const short = Math.max(1, Math.floor(Math.min(width, height) * factor))
  const long = Math.min(Math.floor(Math.max(width, height) * factor), Math.floor(pixelsMax / short))
  return width < height ? { width: short, height: long } : { width: long, height: short }
}

/** Lanczos 3, and no shortcut of the decoder's own as far as libvips lets one choose. */
export function scaleDown(pixels: Sharp, size: { width: number; height: number }): Sharp {
  const { width, height } = scaledSize(size.width, size.height, STORED_PIXELS_MAX)
  if (width === size.width && height === size.height) return pixels
  return pixels.resize(width, height, { fit: 'fill', kernel: 'lanczos3', fastShrinkOnLoad: false })
}

/** sharp converts to sRGB, by the profile that the picture carries. */
export async function toRaw(pixels: Sharp): Promise<RawPicture> {
  try {
    const { data, info } = await pixels.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true })
    return { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 }
  } catch {
    throw new RefusedError('picture_damaged')
  }
}
