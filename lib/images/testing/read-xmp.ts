/**
 * The XMP packet of a file, read where the standard of its format has it (XMP part 3; ISO/IEC 23008-12 for AVIF), by nothing of what
 * wrote it. @throws when there is none, or more than one
 */
export function readXmp(file: Uint8Array): string {
  const bytes = Buffer.from(file)
  const packets = packetsOf(bytes)
  if (packets.length !== 1) throw new Error(`${packets.length} XMP packets`)
  return String(packets[0])
}

function packetsOf(bytes: Buffer): Buffer[] {
  if (bytes.readUInt16BE(0) === 0xffd8) return inJpeg(bytes)
  if (bytes.toString('latin1', 1, 4) === 'PNG') return inPng(bytes)
  if (bytes.toString('latin1', 8, 12) === 'WEBP') return inWebp(bytes)
  return inHeif(bytes)
}

/** Segments before the pixels: APP1 with the namespace and a zero in front. */
function inJpeg(bytes: Buffer): Buffer[] {
  const name = 'http://ns.adobe.com/xap/1.0/\0'
  const packets: Buffer[] = []
  for (let at = 2; bytes[at + 1] !== 0xda; at += 2 + bytes.readUInt16BE(at + 2)) {
    const content = bytes.subarray(at + 4, at + 2 + bytes.readUInt16BE(at + 2))
    if (bytes[at + 1] === 0xe1 && content.toString('latin1', 0, name.length) === name) {
      packets.push(content.subarray(name.length))
    }
  }
  return packets
}

/** iTXt chunks with the keyword; not compressed. */
function inPng(bytes: Buffer): Buffer[] {
  const name = 'XML:com.adobe.xmp\0\0\0\0\0'
  const packets: Buffer[] = []
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const content = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'iTXt' && content.indexOf(name, 0, 'latin1') === 0) {
      packets.push(content.subarray(name.length))
    }
  }
  return packets
}

/** A chunk of its own, which the flags of the first one announce. */
function inWebp(bytes: Buffer): Buffer[] {
  const packets: Buffer[] = []
  for (let at = 12; at < bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4)
    if (bytes.toString('latin1', at, at + 4) === 'XMP ') packets.push(bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size + (size % 2)
  }
  const announced = bytes.toString('latin1', 12, 16) === 'VP8X' && ((bytes[20] ?? 0) & 4) !== 0
  if (!announced) throw new Error('XMP is not announced')
  return packets
}

/** Items of the type `mime` whose content is RDF, as the file's list of items tells them. */
function inHeif(bytes: Buffer): Buffer[] {
  const meta = boxes(bytes).get('meta')?.subarray(4)
  const parts = boxes(meta ?? Buffer.alloc(0))
  const infos = parts.get('iinf')
  const places = parts.get('iloc')
  if (!infos || !places) throw new Error('no list of items')
  const ids: number[] = []
  for (let at = infos[0] === 0 ? 6 : 8; at < infos.length; at += infos.readUInt32BE(at)) {
    const info = infos.subarray(at + 8, at + infos.readUInt32BE(at))
    const [, mediaType] = info.toString('latin1', 12).split('\0')
    if (info.toString('latin1', 8, 12) === 'mime' && mediaType === 'application/rdf+xml') {
      ids.push(info.readUInt16BE(4))
    }
  }
  return ids.map((id) => {
    const place = placesOf(places).get(id)
    if (!place) throw new Error(`item ${id} is nowhere`)
    return bytes.subarray(place.offset, place.offset + place.length)
  })
}

function boxes(bytes: Buffer): Map<string, Buffer> {
  const found = new Map<string, Buffer>()
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32BE(at) || bytes.length - at
    found.set(bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + size))
    at += size
  }
  return found
}

/** Of versions 0 and 1, each item in one piece of the file. */
function placesOf(iloc: Buffer): Map<number, { offset: number; length: number }> {
  const version = iloc.readUInt8(0)
  const offsetSize = iloc.readUInt8(4) >> 4
  const lengthSize = iloc.readUInt8(4) & 15
  const baseSize = iloc.readUInt8(5) >> 4
  const indexSize = version === 1 ? iloc.readUInt8(5) & 15 : 0
  let at = 6
  const next = (size: number) => {
    at += size
    return size === 0 ? 0 : iloc.readUIntBE(at - size, size)
  }
  const places = new Map<number, { offset: number; length: number }>()
  for (let left = next(2); left > 0; left--) {
    const id = next(2)
    if (version === 1 && (next(2) & 15) !== 0) throw new Error('an item that is not in the file itself')
    next(2)
    const base = next(baseSize)
    if (next(2) !== 1) throw new Error('an item in pieces')
    next(indexSize)
    const offset = base + next(offsetSize)
    places.set(id, { offset, length: next(lengthSize) })
  }
  return places
}
