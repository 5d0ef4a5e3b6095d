import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyModel, anyRequest, anySizeOf } from './fixtures/arbitraries.ts'
import { facts, modelOf, rows } from './fixtures/openai-image-models.ts'
import type { Quality, Size } from './model.ts'
import { models } from './models.ts'
import { defaultParams, type ImageParams } from './params.ts'
import { costNanoUsd, listNanoUsd, nanoUsd, outputNanoUsd, priceRange, quoteImage } from './quote.ts'

const markupBps = 10_000

function quoteOf(id: string, params: Partial<ImageParams> = {}, more: object = {}): number {
  const model = modelOf(id)
  const complete = { ...defaultParams(model), ...params }
  return quoteImage({ model, params: complete, promptCharacters: 10, markupBps, ...more })
}

describe('the picture alone', () => {
  const published = facts.flatMap(({ id, pricing }) =>
    [...rows(pricing.per_image), ...rows(pricing.published_per_image)].map((row) => ({ id, ...row })),
  )

  it('checks every published price', () => expect(published.length).toBe(3 + 6 + 4 * 9 + 27 + 9 + 2 * 45))

  it.each(published)('$id $quality $size is never below the published $figure', (row) => {
    const model = modelOf(row.id)
    const params = { quality: row.quality as Quality, size: row.size as Size }
    const price = outputNanoUsd(model, params) ?? -1n
    // The greater of two: it equals one of the figures, and no figure is above it.
    const fact = facts.find(({ id }) => id === row.id)
    const { per_image, published_per_image, output_tokens, tokens } = fact?.pricing ?? {}
    const figures = [per_image, published_per_image]
      .map((table) => table?.[row.quality]?.[row.size])
      .filter((figure) => figure !== undefined)
      .map((figure) => nanoUsd(`${figure}`))
    const count = output_tokens?.[row.quality]?.[row.size]
    if (count && tokens) figures.push(BigInt(count) * BigInt(tokens.image_output * 1000))
    expect(figures.filter((figure) => figure > price)).toEqual([])
    expect(figures).toContain(price)
  })

  it('2.6 low and medium cost what 2.5 high costs, the rest what the same label costs', () => {
    fc.assert(
      fc.property(anySizeOf(modelOf('gpt-image-2.6-flare')), (size) => {
        const price = (id: string, quality: Quality) => outputNanoUsd(modelOf(id), { size, quality })
        const high = price('gpt-image-2.5-flare', 'high')
        for (const id of ['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst']) {
          expect([price(id, 'low'), price(id, 'medium'), price(id, 'high')]).toEqual([high, high, high])
          expect(price(id, 'xhigh')).toBe(price('gpt-image-2.5-flare', 'xhigh'))
          expect(price(id, 'max')).toBe(price('gpt-image-2.5-flare', 'max'))
        }
      }),
    )
  })

  it('has no price for a size or quality that the model does not have', () => {
    expect(outputNanoUsd(modelOf('dall-e-3'), { size: '512x512', quality: 'hd' })).toBeNull()
    expect(outputNanoUsd(modelOf('gpt-image-2'), { size: '1024x1024', quality: 'max' })).toBeNull()
    expect(() => quoteOf('dall-e-3', { size: '512x512' })).toThrow(RangeError)
  })
})

describe('the quote', () => {
  it.each<[string, Partial<ImageParams>, number]>([
    ['dall-e-2', { size: '256x256' }, 16],
    ['dall-e-2', { size: '512x512' }, 18],
    ['dall-e-2', {}, 20],
    ['dall-e-3', {}, 40],
    ['dall-e-3', { quality: 'hd', size: '1792x1024' }, 120],
    ['gpt-image-1', { quality: 'low' }, 11],
    // 1056 x 40 is 42.24: above the published .042, and rounded up.
    ['gpt-image-1', { quality: 'medium' }, 43],
    ['gpt-image-1', { quality: 'high', size: '1024x1536' }, 250],
    ['gpt-image-1-mini', { quality: 'low' }, 5],
    ['gpt-image-1.5', { quality: 'high' }, 134],
    ['chatgpt-image-latest', { quality: 'high' }, 133],
    ['gpt-image-2', { quality: 'low' }, 6],
    ['gpt-image-2', { quality: 'medium' }, 53],
    ['gpt-image-2', { quality: 'medium', size: '1536x1024' }, 42],
    ['gpt-image-2.5-flare', { quality: 'max', size: '3840x2160' }, 401],
    ['gpt-image-2.6-flare', { quality: 'low' }, 53],
    ['gpt-image-2.6-sunburst', { quality: 'xhigh' }, 94],
  ])('%s %o is %i credits', (id, params, credits) => {
    expect(quoteOf(id, params)).toBe(credits)
  })

  it('adds 100 output tokens a partial preview', () => {
    expect(quoteOf('gpt-image-2', { quality: 'medium', partialImages: 3 })).toBe(53 + 9)
    // 1,056 + 100 tokens at 40 USD a million: 46.24
    expect(quoteOf('gpt-image-1', { partialImages: 1 })).toBe(47)
  })

  it('adds inputs, mask and markup', () => {
    const inputs = [{ width: 1024, height: 1024 }]
    // 52.68 or the published 53, and 1536 tokens at 8 USD a million, 12.288 each
    expect(quoteOf('gpt-image-2', {}, { inputs })).toBe(66)
    expect(quoteOf('gpt-image-2', {}, { inputs, mask: true })).toBe(78)
    expect(quoteOf('gpt-image-2.5-flare', {}, { inputs, markup: true })).toBe(78)
    // 42.24 and (65 + 129 + 6240) x 10 = 64.34
    expect(quoteOf('gpt-image-1', { inputFidelity: 'high' }, { inputs })).toBe(107)
    expect(quoteOf('gpt-image-1', { inputFidelity: 'low' }, { inputs })).toBe(
      quoteOf('gpt-image-1', {}, { inputs }),
    )
    expect(quoteOf('dall-e-2', {}, { inputs, mask: true })).toBe(20)
  })

  it('takes 2,000 characters of prompt for nothing, and one text token for each beyond', () => {
    const model = modelOf('gpt-image-2.5-flare')
    const list = (promptCharacters: number) =>
      listNanoUsd({ model, params: defaultParams(model), promptCharacters })
    expect(list(2000)).toBe(list(0))
    expect(list(2001) - list(2000)).toBe(5000n)
    expect(list(32_000) - list(2000)).toBe(30_000n * 5000n)
    expect(quoteOf('dall-e-3', {}, { promptCharacters: 4000 })).toBe(40)
  })

  it('multiplies by the markup and rounds up once', () => {
    const quote = (bps: number) => quoteOf('gpt-image-2.5-flare', { quality: 'low' }, { markupBps: bps })
    // 5.88 credits of list price
    expect([0, 1, 10_000, 15_000, 20_000, 1_000_000].map(quote)).toEqual([0, 1, 6, 9, 12, 588])
  })

  it('refuses a markup that is negative or no whole number', () => {
    expect(() => quoteOf('dall-e-3', {}, { markupBps: -1 })).toThrow(RangeError)
    expect(() => quoteOf('dall-e-3', {}, { markupBps: 0.5 })).toThrow(RangeError)
  })
})

describe('for every request', () => {
  const promptCharacters = fc.integer({ min: 0, max: 32_000 })
  const bps = fc.integer({ min: 0, max: 1_000_000 })
  const edge = fc.integer({ min: 1, max: 10_000 })
  const picture = fc.record({ width: edge, height: edge })
  const inputs = fc.array(picture, { maxLength: 15 })

  it('a quote is the least whole number of credits that covers the list price times the markup', () => {
    fc.assert(
      fc.property(anyRequest, promptCharacters, inputs, bps, (request, characters, pictures, markup) => {
        const whole = { ...request, promptCharacters: characters, inputs: pictures }
        const quote = quoteImage({ ...whole, markupBps: markup })
        const exact = listNanoUsd(whole) * BigInt(markup)
        expect(Number.isSafeInteger(quote) && quote >= 0).toBe(true)
        expect(BigInt(quote) * 10n ** 10n >= exact).toBe(true)
        expect(BigInt(quote - 1) * 10n ** 10n < exact || quote === 0).toBe(true)
        if (markup === 0) expect(quote).toBe(0)
      }),
    )
  })

  it('asking for more never costs less: quality, partials, prompt, inputs, mask, markup', () => {
    fc.assert(
      fc.property(anyRequest, promptCharacters, inputs, bps, (request, characters, pictures, markup) => {
        const { model, params } = request
        const given = { model, params, promptCharacters: characters, inputs: pictures, markupBps: markup }
        const price = quoteImage(given)
        const better = model.qualities[model.qualities.indexOf(params.quality) + 1] ?? params.quality
        const partialImages = params.partialImages + 1
        const dearer = [
          { ...given, params: { ...params, quality: better } },
          { ...given, params: { ...params, partialImages } },
          { ...given, promptCharacters: characters + 1000 },
          { ...given, inputs: [...pictures, { width: 64, height: 64 }] },
          { ...given, params: { ...params, inputFidelity: 'high' as const } },
          { ...given, mask: true },
          { ...given, markup: true },
        ]
        for (const more of dearer) expect(quoteImage(more)).toBeGreaterThanOrEqual(price)
      }),
    )
  })

  it('parameters that shape but do not cost change nothing', () => {
    fc.assert(
      fc.property(anyRequest, ({ model, params }) => {
        const plain = { size: params.size, quality: params.quality, partialImages: params.partialImages }
        const quote = (asked: ImageParams) =>
          quoteImage({ model, params: asked, promptCharacters: 1, markupBps })
        expect(quote(params)).toBe(quote(plain))
      }),
    )
  })

  it('figures beyond any float stay exact, and one that no number holds is refused', () => {
    const huge = fc.integer({ min: 2 ** 40, max: 2 ** 50 })
    const model = modelOf('gpt-image-2')
    const params = defaultParams(model)
    fc.assert(
      fc.property(huge, (characters) => {
        const exact = 53_000_000n + BigInt(characters - 2000) * 5000n
        const request = { model, params, promptCharacters: characters }
        expect(listNanoUsd(request)).toBe(exact)
        const credits = (exact + 999_999n) / 1_000_000n
        expect(BigInt(quoteImage({ ...request, markupBps }))).toBe(credits)
      }),
    )
    const beyond = { model, params, promptCharacters: 2 ** 52, markupBps: 100_000_000 }
    expect(() => quoteImage(beyond)).toThrow(RangeError)
  })

  it('qualities are listed cheapest first', () => {
    fc.assert(
      fc.property(
        anyModel.chain((model) => anySizeOf(model).map((size) => ({ model, size }))),
        (given) => {
          const prices = given.model.qualities.map(
            (quality) => outputNanoUsd(given.model, { size: given.size, quality }) ?? -1n,
          )
          expect(prices).toEqual([...prices].sort((a, b) => (a < b ? -1 : 1)))
        },
      ),
    )
  })
})

describe('the real cost', () => {
  const params = { size: '1024x1024', quality: 'low' } as const
  const usage = (text: number, image: number, output: number) => ({
    input_tokens: text + image,
    input_tokens_details: { text_tokens: text, image_tokens: image },
    output_tokens: output,
  })

  it('is every token at its rate', () => {
    const cost = (id: string) => costNanoUsd(modelOf(id), usage(3, 1000, 196), params)
    expect(cost('gpt-image-2')).toBe(3n * 5000n + 1000n * 8000n + 196n * 30_000n)
    expect(cost('gpt-image-1-mini')).toBe(3n * 2000n + 1000n * 2500n + 196n * 8000n)
  })

  it('counts text output only where it is billed', () => {
    const split = { ...usage(0, 0, 300), output_tokens_details: { text_tokens: 100, image_tokens: 200 } }
    expect(costNanoUsd(modelOf('gpt-image-1.5'), split, params)).toBe(100n * 10_000n + 200n * 32_000n)
    expect(costNanoUsd(modelOf('gpt-image-2'), split, params)).toBe(200n * 30_000n)
  })

  it('takes the dearer rate where the split is missing', () => {
    const bare = { input_tokens: 10, output_tokens: 0 }
    expect(costNanoUsd(modelOf('gpt-image-2'), bare, params)).toBe(80_000n)
  })

  it('of DALL·E is by its table, of others without usage unknown', () => {
    expect(costNanoUsd(modelOf('dall-e-3'), null, { size: '1792x1024', quality: 'hd' })).toBe(120_000_000n)
    expect(costNanoUsd(modelOf('gpt-image-2'), null, params)).toBeNull()
  })
})

describe('amounts of USD', () => {
  it.each([
    ['5', 5_000_000_000n],
    ['0.04', 40_000_000n],
    ['1.25', 1_250_000_000n],
    ['0.000000001', 1n],
  ] as const)('%s is %i nano-USD', (usd, nano) => expect(nanoUsd(usd)).toBe(nano))

  it.each(['1e3', '-1', '0.0000000001'] as const)('refuses %s', (usd) => {
    expect(() => nanoUsd(usd)).toThrow(RangeError)
  })
})

it('has a price range for every model', () => {
  const ranges = models.map((model) => [model.id, ...Object.values(priceRange(model, markupBps))])
  expect(ranges).toEqual([
    ['gpt-image-2.6-flare', 53, 211],
    ['gpt-image-2.6-sunburst', 53, 211],
    ['gpt-image-2.5-flare', 6, 211],
    ['gpt-image-2.5-sunburst', 6, 211],
    ['gpt-image-2', 6, 211],
    ['gpt-image-1.5', 9, 134],
    ['chatgpt-image-latest', 9, 133],
    ['gpt-image-1', 11, 167],
    ['gpt-image-1-mini', 5, 36],
    ['dall-e-3', 40, 80],
    ['dall-e-2', 20, 20],
  ])
})
