import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import { UPLOAD_PIXELS_MAX } from '#lib/catalog/input-limits.ts'
import { RefusedError } from './decode-task.ts'
import type { RawPicture } from './raw-picture.ts'
import { type Header, readPixels, tooManyPixels } from './safe-sharp.ts'
import { scaleDown, toRaw } from './scale-down.ts'

/**
 * HEIC by libheif in WebAssembly, which turns the picture upright but leaves its colours as they are: scaled down first, they are
 * converted by way of a PNG that carries the profile.
 */
export async function readHeic(source: string, header: Header): Promise<RawPicture> {
  const { data, width, height } = await decodeHeic(await readFile(source), header)
  const pixels = readPixels(data, { raw: { width, height, channels: 4 } })
  const scaled = scaleDown(pixels, { width, height })
  if (!header.icc) return toRaw(scaled)
  const png = await scaled.png({ compressionLevel: 0 }).toBuffer()
  return toRaw(readPixels(withProfile(png, header.icc)))
}

/** Some megabytes of WebAssembly, and only when the first such picture comes. */
async function decodeHeic(buffer: Buffer, header: Header) {
  const { default: heic } = await import('heic-decode')
  // It tells the console what it finds wrong; who sent the picture is told here.
  const images = await heic.all({ buffer }).catch(() => {
    throw new RefusedError('picture_damaged')
  })
  try {
    // A file may hold several; the one that the header speaks of is the main one.
    const main = images.find(({ width, height }) => width === header.width && height === header.height)
    const image = main ?? images[0]
    if (!image) throw new RefusedError('picture_damaged')
    if (image.width * image.height > UPLOAD_PIXELS_MAX) throw tooManyPixels(image.width * image.height)
    const { data, width, height } = await image.decode().catch(() => {
      throw new RefusedError('picture_damaged')
    })
    return { data: Buffer.from(data.buffer, data.byteOffset, data.byteLength), width, height }
  } finally {
    images.dispose()
  }
}

/** A PNG's profile stands right after its header, deflated. */
function withProfile(png: Buffer, icc: Buffer): Buffer {
  const headerEnd = 33
  return Buffer.concat([png.subarray(0, headerEnd), profileChunk(icc), png.subarray(headerEnd)])
}

function profileChunk(icc: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
