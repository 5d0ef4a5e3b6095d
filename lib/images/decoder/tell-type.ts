/** What a file is by its first bytes; its name and what its sender says count for nothing. */

export const sentTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/heic',
] as const
export type SentType = (typeof sentTypes)[number]

/** So many bytes are enough to tell. */
export const HEAD_BYTES = 512

const avifBrands = new Set(['avif', 'avis'])
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs'])
/** Brands of the container alone, which say nothing of what is in it. */
const containerBrands = new Set(['mif1', 'mif2', 'msf1', 'miaf'])

/** @returns null for what no decoder here should ever see */
export function tellType(head: Uint8Array): SentType | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength)
  const starts = (signature: string, at = 0) =>
    bytes.subarray(at, at + signature.length).equals(Buffer.from(signature, 'latin1'))
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png'
  if (starts('\xff\xd8\xff')) return 'image/jpeg'
  if (starts('RIFF') && starts('WEBP', 8)) return 'image/webp'
  if (starts('GIF87a') || starts('GIF89a')) return 'image/gif'
  return starts('ftyp', 4) ? tellHeif(bytes) : null
}

/** HEIC and AVIF share a container: its first box names brands, the main one first. */
function tellHeif(bytes: Buffer): SentType | null {
  const boxEnd = Math.min(bytes.length >= 4 ? bytes.readUInt32BE(0) : 0, bytes.length)
  const brand = (at: number) => bytes.toString('latin1', at, at + 4)
  const main = brand(8)
  const brands = containerBrands.has(main) ? [] : [main]
  // Four bytes of version stand between the main brand and the others.
  if (brands.length === 0) for (let at = 16; at + 4 <= boxEnd; at += 4) brands.push(brand(at))
  if (brands.some((each) => heicBrands.has(each))) return 'image/heic'
  if (brands.some((each) => avifBrands.has(each))) return 'image/avif'
  return null
}
