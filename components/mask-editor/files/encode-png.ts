import type { Mask } from '../engine/mask.ts'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const GREY = 0
const RGBA = 6

const crcTable = Uint32Array.from({ length: 256 }, (_, value) => {
  let crc = value
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1
  return crc
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}

function chunk(name: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(content.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  bytes.set(new TextEncoder().encode(name), 4)
  bytes.set(content, 8)
  view.setUint32(content.length + 8, crcOf(bytes.subarray(4, content.length + 8)))
  return bytes
}

async function encode(
  { width, height }: Mask,
  kind: number,
  lines: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Blob> {
  const head = new Uint8Array(13)
  const view = new DataView(head.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  head[8] = 8
  head[9] = kind
  const packed = await new Response(lines.pipeThrough(new CompressionStream('deflate'))).bytes()
  const parts = [
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', head),
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ]
  return new Blob(
    parts.map((part) => Uint8Array.from(part)),
    { type: 'image/png' },
  )
}

/** Row by row, each with the filter "up": rows of masks are mostly like those above them. */
function rowsOf(mask: Mask, channels: number, fill: (row: Uint8Array, y: number) => void) {
  let above = new Uint8Array(mask.width * channels)
  let y = 0
  return new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller) {
      if (y === mask.height) return controller.close()
      const row = new Uint8Array(mask.width * channels)
      fill(row, y)
      const line = new Uint8Array(row.length + 1)
      line[0] = 2
      for (let i = 0; i < row.length; i += 1) line[i + 1] = (row[i] ?? 0) - (above[i] ?? 0)
      controller.enqueue(line)
      above = row
      y += 1
    },
  })
}

/**
 * The mask as it is sent: black everywhere, transparent where it is painted. Made without a canvas, because some browsers change
 * what is read back from one.
 */
export function encodeMask(mask: Mask): Promise<Blob> {
  const rows = rowsOf(mask, 4, (row, y) => {
    const start = y * mask.width
    for (let x = 0; x < mask.width; x += 1) row[x * 4 + 3] = 255 - (mask.data[start + x] ?? 0)
  })
  return encode(mask, RGBA, rows)
}

/** For other programs: white where it is painted. */
export function encodeBlackAndWhite(mask: Mask): Promise<Blob> {
  const rows = rowsOf(mask, 1, (row, y) => row.set(mask.data.subarray(y * mask.width, (y + 1) * mask.width)))
  return encode(mask, GREY, rows)
}
