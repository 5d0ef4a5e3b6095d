import { describe, expect, it } from 'vitest'
import { fitOf, likelyMeaning, maskFileOf, readAs, scaleMask } from './read-mask.ts'

/** Pixels of black, white and grey, each with an alpha. */
function file(pixels: [grey: number, alpha: number][], width = pixels.length) {
  const bytes = Uint8ClampedArray.from(pixels.flatMap(([grey, alpha]) => [grey, grey, grey, alpha]))
  return maskFileOf(bytes, width, pixels.length / width)
}

describe('a mask file', () => {
  it('without transparency is read by its brightness, either way round', () => {
    const read = file([
      [0, 255],
      [255, 255],
      [128, 255],
    ])
    expect(likelyMeaning(read)).toBe('white')
    expect([...readAs(read, 'white').data]).toEqual([0, 255, 128])
    expect([...readAs(read, 'black').data]).toEqual([255, 0, 127])
  })

  it('with transparency is read by it, either way round', () => {
    const read = file([
      [0, 0],
      [0, 255],
      [255, 100],
    ])
    expect(likelyMeaning(read)).toBe('transparent')
    expect([...readAs(read, 'transparent').data]).toEqual([255, 0, 155])
    expect([...readAs(read, 'opaque').data]).toEqual([0, 255, 100])
  })
})

describe('a mask of another size', () => {
  it.each([
    [1536, 1024, 'same'],
    [768, 512, 'scale'],
    [3072, 2048, 'scale'],
    // Odd sizes that were scaled keep their shape only as far as whole pixels can.
    [1001, 667, 'scale'],
    [1024, 1536, 'no'],
    [1536, 1000, 'no'],
  ])('%i × %i on 1536 × 1024: %s', (width, height, fit) => {
    expect(fitOf({ width, height }, { width: 1536, height: 1024 })).toBe(fit)
  })

  it('is scaled in place, up and down', () => {
    const data = new Uint8Array(8 * 4).map((_, i) => (i % 8 < 4 ? 255 : 0))
    const smaller = scaleMask({ width: 8, height: 4, data }, 4, 2)
    expect([...smaller.data]).toEqual([255, 223, 32, 0, 255, 223, 32, 0])
    const larger = scaleMask({ width: 8, height: 4, data }, 16, 8)
    expect(larger.data.slice(0, 16).filter((value) => value === 255).length).toBe(7)
    expect(larger.data.every((_, i, all) => all[i] === all[i % 16])).toBe(true)
    expect(scaleMask({ width: 8, height: 4, data }, 8, 4).data).toBe(data)
  })

  it('that is all painted stays so', () => {
    const full = { width: 37, height: 23, data: new Uint8Array(37 * 23).fill(255) }
    for (const [width, height] of [
      [111, 69],
      [12, 7],
    ] as const) {
      expect(scaleMask(full, width, height).data.every((value) => value === 255)).toBe(true)
    }
  })
})
