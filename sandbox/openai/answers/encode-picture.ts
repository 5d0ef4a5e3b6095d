import type { OutputFormat } from '#lib/catalog/model.ts'
import { type RawPicture, toSharp } from '../paint/raw-picture.ts'

/** The bytes that are answered. `compression` is 0 to 100 as in `output_compression`: 100 keeps the most. */
export async function encodePicture(
  raw: RawPicture,
  format: OutputFormat,
  compression: number,
): Promise<Buffer> {
  const picture = toSharp(raw)
  if (format === 'jpeg') return picture.jpeg({ quality: Math.max(1, compression) }).toBuffer()
  if (format === 'webp') return picture.webp({ quality: Math.max(1, compression), effort: 2 }).toBuffer()
  // The grain makes higher levels slow and hardly smaller.
  return picture.png({ compressionLevel: 2 }).toBuffer()
}
