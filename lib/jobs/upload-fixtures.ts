import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { db } from '#lib/db.ts'
import { storage } from '#lib/storage/storage.ts'
import { uploadKey } from '#lib/storage/upload-keys.ts'
import { type UploadRow, uploadSelect } from '#lib/uploads/upload-view.ts'

/** Stored inputs for tests of this room: as an upload would leave them, without the upload. */
export async function newUpload(
  userId: string,
  bytes: Uint8Array,
  kind: 'picture' | 'mask' = 'picture',
): Promise<UploadRow> {
  const { format, width, height, hasAlpha } = await sharp(bytes).metadata()
  const mediaType = `image/${format}`
  const name = `${kind}.${format}`
  const upload = await db.upload.create({
    data: {
      userId,
      kind,
      contentHash: createHash('sha256').update(randomUUID()).digest('hex'),
      name,
      ...{ sentMediaType: mediaType, sentWidth: width, sentHeight: height, sentBytes: bytes.byteLength },
      ...{ mediaType, width, height, bytes: bytes.byteLength, hasAlpha, placeholder: '' },
    },
    select: uploadSelect,
  })
  await storage.put(uploadKey(upload.id), bytes)
  return upload
}

/** A picture of one colour, small unless it has to be something. */
export function plainPicture(
  width = 96,
  height = 64,
  format: 'png' | 'jpeg' = 'png',
  background = '#3388aa',
): Promise<Uint8Array> {
  return sharp({ create: { width, height, channels: 3, background } })
    .toFormat(format)
    .toBuffer()
}

/** Noise, in which no two neighbours are alike: what is moved by a pixel is seen. */
export async function noisePicture(width: number, height: number, format: 'png' | 'jpeg' = 'png') {
  const pixels = Buffer.alloc(width * height * 3)
  for (let at = 0; at < pixels.length; at++) pixels[at] = Math.imul(at + 1, 2_654_435_761) >>> 24
  const picture = sharp(pixels, { raw: { width, height, channels: 3 } })
  return format === 'png' ? picture.png().toBuffer() : picture.jpeg({ quality: 95 }).toBuffer()
}

/** A mask with a hole where something is repainted; `alpha` from 0 (all of it) to 255 (nothing). */
export async function maskPicture(
  width: number,
  height: number,
  alphaAt: (x: number, y: number) => number,
): Promise<Uint8Array> {
  const pixels = Buffer.alloc(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[(y * width + x) * 4 + 3] = alphaAt(x, y)
  }
  return sharp(pixels, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}
