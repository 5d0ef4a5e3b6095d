/**
 * Bytes in runs, as masks mostly are. A run or a stretch of single bytes begins with two bytes: the length, and in the highest bit
 * whether it is a run. A tile of one value takes ten bytes, the worst one a few more than it has.
 */
const LENGTH_MAX = 0x7fff
const RUN = 0x80
/** Shorter ones are not worth a head. */
const RUN_MIN = 4

export function pack(bytes: Uint8Array): Uint8Array {
  const packed = new Uint8Array(bytes.length + 2 * Math.ceil(bytes.length / LENGTH_MAX) + 2)
  let size = 0
  let singlesFrom = 0
  let at = 0
  const writeHead = (length: number, flag: number) => {
    packed[size] = flag | (length >> 8)
    packed[size + 1] = length & 0xff
    size += 2
  }
  const writeSingles = (to: number) => {
    for (let from = singlesFrom; from < to; from += LENGTH_MAX) {
      const length = Math.min(LENGTH_MAX, to - from)
      writeHead(length, 0)
      packed.set(bytes.subarray(from, from + length), size)
      size += length
    }
  }
  while (at < bytes.length) {
    const value = bytes[at] ?? 0
    let end = at + 1
    while (end < bytes.length && bytes[end] === value && end - at < LENGTH_MAX) end += 1
    if (end - at >= RUN_MIN) {
      writeSingles(at)
      writeHead(end - at, RUN)
      packed[size] = value
      size += 1
      singlesFrom = end
    }
    at = end
  }
  writeSingles(bytes.length)
  return packed.slice(0, size)
}

/** @param length how many bytes were packed */
export function unpack(packed: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  let from = 0
  while (from + 1 < packed.length) {
    const head = packed[from] ?? 0
    const count = ((head & ~RUN) << 8) | (packed[from + 1] ?? 0)
    from += 2
    if (head & RUN) {
      bytes.fill(packed[from] ?? 0, at, at + count)
      from += 1
    } else {
      bytes.set(packed.subarray(from, from + Math.min(count, length - at)), at)
      from += count
    }
    at += count
  }
  return bytes
}
