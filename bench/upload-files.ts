import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { gifOfHugeFrame, pngThatSays } from '#lib/images/testing/broken-files.ts'

/** As many as a camera of today makes. */
const WIDTH = 5472
const HEIGHT = 3648

/** Something with slopes, edges and the noise of a sensor, so that it compresses as photos do. */
function photo() {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3)
  let seed = 1
  for (let y = 0, at = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, at += 3) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      const noise = seed >>> 28
      pixels[at] = (x * 200) / WIDTH + noise
      pixels[at + 1] = (y * 200) / HEIGHT + noise
      pixels[at + 2] = 96 + ((x ^ y) >> 5) * 0.3 + noise
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
}

/** So many JPEGs of 20 megapixels, of which no two are the same by their bytes. */
export async function photos(count: number): Promise<Buffer[]> {
  const jpeg = await photo().withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer()
  return Array.from({ length: count }, (_, index) =>
    withComment(jpeg, `picture ${index} ${crypto.randomUUID()}`),
  )
}

/** A comment right after the start of a JPEG. */
function withComment(jpeg: Buffer, words: string): Buffer {
  const head = Buffer.from([0xff, 0xfe, 0, words.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), head, Buffer.from(words), jpeg.subarray(2)])
}

/** What is broken, built to explode, or as large as is taken. */
export async function hardFiles(): Promise<Record<string, Buffer>> {
  const clear = { r: 9, g: 90, b: 200, alpha: 0.5 }
  const large = sharp({ create: { width: 10_000, height: 10_000, channels: 4, background: clear } })
  const progressive = { progressive: true, chromaSubsampling: '4:4:4' }
  return {
    'PNG of 300 megapixels': pngThatSays(20_000, 15_000, 900_015_000),
    'PNG that says 100 x 100 and holds 900 MB': pngThatSays(100, 100, 900_000_000),
    'PNG that says 10,000 x 10,000 and ends early': pngThatSays(10_000, 10_000, 1000),
    'PNG with a gigabyte of zipped words': withWords(pngThatSays(100, 100, 30_100), 1_000_000_000),
    'GIF of 65,535 x 65,535': gifOfHugeFrame,
    'JPEG of 20 megapixels, cut off': (await photo().jpeg().toBuffer()).subarray(0, 1_000_000),
    'ZIP named .png': Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1_000_000, 7)]),
    'JPEG of 100 megapixels, progressive': await large.clone().flatten().jpeg(progressive).toBuffer(),
    'PNG of 100 megapixels, 16 bits, interlaced': await large
      .clone()
      .toColourspace('rgb16')
      .png({ progressive: true, compressionLevel: 3 })
      .toBuffer(),
  }
}

/** A PNG with a compressed text that unpacks to so many bytes. */
function withWords(png: Buffer, unpackedBytes: number): Buffer {
  const body = Buffer.concat([
    Buffer.from('zTXtComment\0\0', 'latin1'),
    deflateSync(Buffer.alloc(unpackedBytes, 'a')),
  ])
  const size = Buffer.alloc(4)
  size.writeUInt32BE(body.length - 4)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([png.subarray(0, 33), size, body, checksum, png.subarray(33)])
}
