import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSize } from './choices.ts'
import { facts, modelOf, rows } from './fixtures/openai-image-models.ts'
import { calculatedTokens, divideHalfEven, divideUp, inputImageTokens, outputTokens } from './tokens.ts'

const quality = (model: ReturnType<typeof modelOf>, label: string) => {
  const found = model.qualities.find((each) => each === label)
  if (!found) throw new Error(`No quality ${label}`)
  return found
}
const size = (text: string) => {
  const parsed = parseSize(text)
  if (!parsed) throw new Error(`No size ${text}`)
  return `${parsed.width}x${parsed.height}` as const
}

describe('output tokens', () => {
  const published = facts.flatMap(({ id, pricing }) =>
    rows(pricing.output_tokens).map((row) => ({ id, ...row })),
  )
  it('checks every published row', () => expect(published.length).toBe(3 * 9 + 27 + 2 * 45))

  it.each(published)('$id $quality $size is $figure', (row) => {
    const model = modelOf(row.id)
    const params = { quality: quality(model, row.quality), size: size(row.size) }
    expect(outputTokens(model, params)).toBe(row.figure)
  })

  it('of 2.6 are never fewer than were measured, but for the one token between 3336 and 3337', () => {
    for (const { id, pricing } of facts) {
      for (const row of rows(pricing.measured?.output_tokens)) {
        // The measured table is by size, then quality.
        const model = modelOf(id)
        const params = { quality: quality(model, row.size), size: size(row.quality) }
        expect((outputTokens(model, params) ?? 0) + 1).toBeGreaterThanOrEqual(row.figure)
      }
    }
  })

  it.each([
    ['1024x1024', 196],
    ['1536x1024', 158],
    ['2560x1440', 205],
  ])('2.5 low at %s is the measured %i', (measuredSize, tokens) => {
    expect(outputTokens(modelOf('gpt-image-2.5-flare'), { quality: 'low', size: size(measuredSize) })).toBe(
      tokens,
    )
  })

  it('are unknown where nothing is published', () => {
    expect(outputTokens(modelOf('dall-e-3'), { quality: 'hd', size: '1024x1024' })).toBeNull()
    expect(outputTokens(modelOf('chatgpt-image-latest'), { quality: 'low', size: '1024x1024' })).toBeNull()
  })

  it('do not depend on which edge is the long one', () => {
    const edge = fc.integer({ min: 16, max: 3840 })
    fc.assert(
      fc.property(fc.constantFrom(16, 24, 48, 64, 96), edge, edge, (base, width, height) => {
        expect(calculatedTokens(base, width, height)).toBe(calculatedTokens(base, height, width))
      }),
    )
  })

  it('round a half to the even unit', () => {
    // 16 * 1300 / 3200 is 6.5 and 16 * 1500 / 3200 is 7.5.
    expect(calculatedTokens(16, 3200, 1300)).toBe(Math.ceil((16 * 6 * (2_000_000 + 4_160_000)) / 4_000_000))
    expect(calculatedTokens(16, 3200, 1500)).toBe(Math.ceil((16 * 8 * (2_000_000 + 4_800_000)) / 4_000_000))
  })
})

describe('input tokens', () => {
  const first = modelOf('gpt-image-1')

  it.each([
    [1024, 1024, 65 + 129],
    [512, 512, 65 + 129],
    [100, 100, 65 + 129],
    [1536, 1024, 65 + 2 * 129],
    [1024, 1536, 65 + 2 * 129],
    [2048, 1024, 65 + 2 * 129],
    [2049, 1024, 65 + 3 * 129],
  ])('of family 1 for %i x %i are %i', (width, height, tokens) => {
    expect(inputImageTokens(first, [{ width, height }])).toBe(tokens)
    expect(inputImageTokens(first, [{ width, height, fidelity: 'low' }])).toBe(tokens)
    expect(inputImageTokens(first, [{ width, height, fidelity: 'high' }])).toBe(tokens + 6240)
  })

  it('of family 2 are 1536 each, whatever the size', () => {
    for (const id of ['gpt-image-2', 'gpt-image-2.5-flare', 'gpt-image-2.6-sunburst']) {
      const picture = { width: 3000, height: 20, fidelity: 'high' as const }
      expect(inputImageTokens(modelOf(id), [picture])).toBe(1536)
      expect(
        inputImageTokens(
          modelOf(id),
          Array.from({ length: 16 }, () => picture),
        ),
      ).toBe(16 * 1536)
    }
  })

  it('count a mask or markup like the first picture once more', () => {
    const wide = { width: 1536, height: 1024, fidelity: 'high' as const }
    const square = { width: 10, height: 10 }
    expect(inputImageTokens(first, [wide, square], 1)).toBe(2 * (65 + 2 * 129 + 6240) + 65 + 129)
    expect(inputImageTokens(modelOf('gpt-image-2'), [square], 1)).toBe(2 * 1536)
  })

  it('of DALL·E cost nothing', () => {
    expect(inputImageTokens(modelOf('dall-e-2'), [{ width: 1024, height: 1024 }], 1)).toBe(0)
  })
})

describe('division', () => {
  const dividend = fc.bigInt({ min: 0n, max: 10n ** 40n })
  const divisor = fc.bigInt({ min: 1n, max: 10n ** 20n })

  it('up is the smallest whole number that is enough', () => {
    fc.assert(
      fc.property(dividend, divisor, (a, b) => {
        const up = divideUp(a, b)
        expect(up * b >= a && (up - 1n) * b < a).toBe(true)
      }),
    )
  })

  it('half to even is nearest, and even when two are equally near', () => {
    fc.assert(
      fc.property(dividend, divisor, (a, b) => {
        const off = 2n * (divideHalfEven(a, b) * b - a)
        expect(off <= b && off >= -b).toBe(true)
        if (off === b || off === -b) expect(divideHalfEven(a, b) % 2n).toBe(0n)
      }),
    )
    expect([1n, 3n, 5n, 7n].map((odd) => divideHalfEven(odd, 2n))).toEqual([0n, 2n, 2n, 4n])
  })
})
