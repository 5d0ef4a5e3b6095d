import { crc32, inflateRawSync } from 'node:zlib'

const END = 0x06054b50
const ENTRY = 0x02014b50
const UTF8_NAME = 1 << 11
const DEFLATED = 8

/**
 * The files of a ZIP by name, read as programs do, from its list at the end. Below 4 GB.
 * @throws when a file is not what the list says
 */
export async function readZip(zip: ReadableStream<Uint8Array> | null): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(await new Response(zip).bytes())
  const end = bytes.length - 22
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('no end of a ZIP')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Error('no entry')
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, nameEnd)
    if (!(bytes.readUInt16LE(at + 8) & UTF8_NAME)) throw new Error(`${name} does not say that it is UTF-8`)
    if (files.has(name)) throw new Error(`${name} is there twice`)
    const start = bytes.readUInt32LE(at + 42)
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
    const packed = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    const content = bytes.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(packed) : packed
    if (content.length !== bytes.readUInt32LE(at + 24)) throw new Error(`${name} has another length`)
    if (crc32(content) !== bytes.readUInt32LE(at + 16)) throw new Error(`${name} is damaged`)
    files.set(name, content)
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return files
}
