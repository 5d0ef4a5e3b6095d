import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { edgeWeights } from './edge-weights.ts'

function maskOf(width: number, height: number, alphaAt: (x: number, y: number) => number): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, at) => alphaAt(at % width, Math.floor(at / width)))
}

describe('edgeWeights', () => {
  it('keeps what is kept, shows all of what is deep inside, and goes over within ten pixels of a picture of 1000', async () => {
    const alpha = maskOf(1000, 1000, (x) => (x < 500 ? 255 : 0))
    const weights = await edgeWeights(alpha, 1000, 1000)
    const row = weights.subarray(400_000, 401_000)
    expect(row.subarray(0, 500).every((weight) => weight === 0)).toBe(true)
    expect(row.subarray(511).every((weight) => weight === 255)).toBe(true)
    const edge = [...row.subarray(499, 512)]
    expect(edge).toEqual([...edge].sort((one, other) => one - other))
    expect(new Set(edge).size).toBeGreaterThan(9)
  })

  it('shows a line of three pixels in its middle, however soft the edges of larger areas are', async () => {
    const alpha = maskOf(1000, 60, (x, y) => (x > 700 || Math.abs(y - 30) <= 1 ? 0 : 255))
    const weights = await edgeWeights(alpha, 1000, 60)
    expect(weights[30 * 1000 + 300]).toBe(255)
    expect(weights[29 * 1000 + 300]).toBeGreaterThan(0)
    expect(weights[29 * 1000 + 300]).toBeLessThan(255)
    expect(weights[28 * 1000 + 300]).toBe(0)
  })

  it('knows no edge at the border of the picture, and none at all where everything is repainted', async () => {
    const all = await edgeWeights(new Uint8Array(64 * 48), 64, 48)
    expect(all.every((weight) => weight === 255)).toBe(true)
    const none = await edgeWeights(new Uint8Array(64 * 48).fill(255), 64, 48)
    expect(none.every((weight) => weight === 0)).toBe(true)
  })

  it('never shows more of the answer than the mask repaints, for any mask', async () => {
    const anyMask = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })).chain((size) =>
      fc.record({
        size: fc.constant(size),
        alpha: fc.array(fc.constantFrom(0, 0, 0, 100, 254, 255, 255), {
          minLength: size[0] * size[1],
          maxLength: size[0] * size[1],
        }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(anyMask, async ({ size: [width, height], alpha }) => {
        const weights = await edgeWeights(Uint8Array.from(alpha), width, height)
        for (const [at, kept] of alpha.entries()) {
          expect(weights[at]).toBeLessThanOrEqual(255 - kept)
          // Black and white: whatever is painted changes, be it one pixel alone.
          if (kept === 0) expect(weights[at]).toBeGreaterThan(0)
        }
      }),
      { numRuns: 60 },
    )
  })
})
