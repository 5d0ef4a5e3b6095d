import { crc32 } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const UTF8_NAME = 1 << 11

/**
 * Reads a ZIP as programs do, from its list at the end. Of stored files only, below 4 GB.
 * @throws when a file is not what the list says
 */
export async function readZip(stream: ReadableStream<Uint8Array>): Promise<Map<string, Buffer>> {
  const zip = Buffer.from(await new Response(stream).bytes())
  const end = zip.length - 22
  if (zip.readUInt32LE(end) !== END) throw new Error('no end of a ZIP')
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new Error('no entry')
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28)
    const name = zip.toString('utf8', at + 46, nameEnd)
    if (!(zip.readUInt16LE(at + 8) & UTF8_NAME)) throw new Error(`${name} does not say that it is UTF-8`)
    const start = zip.readUInt32LE(at + 42)
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    const content = zip.subarray(from, from + zip.readUInt32LE(at + 24))
    if (crc32(content) !== zip.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`)
    files.set(name, content)
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return files
}
