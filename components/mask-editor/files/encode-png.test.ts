import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Mask } from '../engine/mask.ts'
import { encodeBlackAndWhite, encodeMask } from './encode-png.ts'
import { doFileWork, type Encoded } from './work.ts'

const mask = fc
  .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): Mask => ({ width, height, data })),
  )

async function pixelsOf(file: Blob) {
  const image = sharp(await file.bytes())
  return { ...(await image.metadata()), pixels: await image.raw().toBuffer() }
}

describe('the file of a mask', () => {
  it('is a PNG with red, green, blue and alpha: black, and transparent where it is painted', async () => {
    await fc.assert(
      fc.asyncProperty(mask, async ({ width, height, data }) => {
        const file = await encodeMask({ width, height, data })
        expect(file.type).toBe('image/png')
        const read = await pixelsOf(file)
        expect([read.format, read.width, read.height, read.channels]).toEqual(['png', width, height, 4])
        const expected = [...data].flatMap((value) => [0, 0, 0, 255 - value])
        expect([...read.pixels]).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('is white where it is painted, for other programs', async () => {
    const data = Uint8Array.from([0, 255, 80, 255, 0, 1])
    const read = await pixelsOf(await encodeBlackAndWhite({ width: 3, height: 2, data }))
    expect([read.width, read.height, read.space]).toEqual([3, 2, 'b-w'])
    expect([...read.pixels].filter((_, i) => i % (read.pixels.length / 6) === 0)).toEqual([...data])
  })

  it('loses strengths before it grows too large, never its place', async () => {
    const width = 300
    let seed = 1
    const noise = Uint8Array.from({ length: width * width }, () => {
      seed = Math.imul(seed ^ (seed >>> 15), 0x2c1b3c6d) + 0x9e3779b9
      return seed >>> 20
    })
    const work = { kind: 'encode', mask: { width, height: width, data: noise }, bytesMax: 60_000 } as const
    const { file, steps } = (await doFileWork(work)) as Encoded
    expect(file.size).toBeLessThanOrEqual(60_000)
    expect(steps).toBeLessThan(256)
    const { pixels } = await pixelsOf(file)
    const farthest = noise.reduce(
      (most, value, i) => Math.max(most, Math.abs(255 - value - (pixels[i * 4 + 3] ?? 0))),
      0,
    )
    expect(farthest).toBeLessThanOrEqual(255 / (steps - 1) / 2 + 1)
  })
})
