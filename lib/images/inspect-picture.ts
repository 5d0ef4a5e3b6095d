import sharp from 'sharp'

export interface PictureFacts {
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp'
  width: number
  height: number
}

const mediaTypes = { png: 'image/png', jpeg: 'image/jpeg', webp: 'image/webp' } as const

/** More than any model makes (8.3 megapixels); a header that claims more is refused before a pixel is decoded. */
const PIXELS_MAX = 20_000_000

/** Each format says where it ends, so a cut-off file is told without decoding it. */
function isWhole(bytes: Uint8Array, format: keyof typeof mediaTypes): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (format === 'png') return view.subarray(-64).includes('IEND')
  if (format === 'jpeg') return view.subarray(-64).includes(Buffer.from([0xff, 0xd9]))
  return view.readUInt32LE(4) + 8 <= view.length
}

/**
 * What a provider's answer is, told by its bytes and not by what was asked for.
 * @returns null when it is not a whole PNG, JPEG or WebP
 */
export async function inspectPicture(bytes: Uint8Array): Promise<PictureFacts | null> {
  try {
    const { format, width, height } = await sharp(bytes, { limitInputPixels: PIXELS_MAX }).metadata()
    if (format !== 'png' && format !== 'jpeg' && format !== 'webp') return null
    if (!isWhole(bytes, format)) return null
    return { mediaType: mediaTypes[format], width, height }
  } catch {
    return null
  }
}
