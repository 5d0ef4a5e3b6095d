import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack, unpack } from './pack.ts'

/** Runs of all lengths between single bytes. */
const bytes = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 255 }), fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 70_000 }))),
    {
      maxLength: 12,
    },
  )
  .map((runs) => Uint8Array.from(runs.flatMap(([value, length]) => new Array<number>(length).fill(value))))

describe('packing', () => {
  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.oneof(bytes, fc.uint8Array({ maxLength: 3000 })), (plain) => {
        expect(unpack(pack(plain), plain.length)).toEqual(plain)
      }),
    )
  })

  it('makes little of one value, and hardly more of noise', () => {
    expect(pack(new Uint8Array(65_536).fill(7)).length).toBe(10)
    const noise = Uint8Array.from({ length: 65_536 }, (_, i) => (i * 7919) % 256)
    expect(pack(noise).length).toBeLessThanOrEqual(65_536 + 6)
  })
})
