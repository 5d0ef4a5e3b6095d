import { type MaskFile, maskFileOf } from './read-mask.ts'

/** More is refused before its pixels are asked for: as much as the largest picture that may come has. */
const PIXELS_MAX = 100_000_000

const BYTES_MAX = 50 * 1024 * 1024
/** The signature of a PNG, then the chunk IHDR, which begins with width and height. */
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const PNG_SIZE_AT = 16

/** The pixels of a picture file, in a worker as well as in a page. @throws Error what is no picture, or too large */
export async function decodeMaskFile(file: Blob): Promise<MaskFile> {
  if (file.size > BYTES_MAX) throw new RangeError('too many bytes')
  if ((await pngPixels(file)) > PIXELS_MAX) throw new RangeError('too many pixels')
  const bitmap = await createImageBitmap(file, {
    premultiplyAlpha: 'none',
    colorSpaceConversion: 'none',
    imageOrientation: 'none',
  })
  try {
    const { width, height } = bitmap
    if (width * height > PIXELS_MAX) throw new RangeError('too many pixels')
    const context = contextOf(width, height)
    if (!context) throw new Error('there is no canvas')
    context.drawImage(bitmap, 0, 0)
    return maskFileOf(context.getImageData(0, 0, width, height).data, width, height)
  } finally {
    bitmap.close()
  }
}

/** As many as its head says, before they are unpacked; 0 where it is no PNG: those are counted afterwards. */
async function pngPixels(file: Blob): Promise<number> {
  const head = await file.slice(0, PNG_SIZE_AT + 8).arrayBuffer()
  const bytes = new Uint8Array(head)
  if (bytes.length < PNG_SIZE_AT + 8 || PNG.some((byte, at) => bytes[at] !== byte)) return 0
  const view = new DataView(head)
  return view.getUint32(PNG_SIZE_AT) * view.getUint32(PNG_SIZE_AT + 4)
}

function contextOf(width: number, height: number) {
  if (typeof OffscreenCanvas !== 'undefined') {
    return new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas.getContext('2d', { willReadFrequently: true })
}
