import { crc32 } from 'node:zlib'

/** Signature (8 bytes) and the header chunk, which always comes first and always has 25. */
const AFTER_HEADER = 33

/**
 * Puts an XMP packet into a PNG, as an iTXt chunk in clear text. sharp would compress it, which the format allows and which
 * programs that look for a label in the bytes do not read.
 */
export function insertPngXmp(png: Uint8Array, xmp: string): Buffer {
  // Keyword, then: not compressed, by no method, in no language, without a translated keyword.
  const data = Buffer.concat([
    Buffer.from('iTXt'),
    Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1'),
    Buffer.from(xmp),
  ])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length - 4)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(data))
  return Buffer.concat([png.subarray(0, AFTER_HEADER), length, data, checksum, png.subarray(AFTER_HEADER)])
}
