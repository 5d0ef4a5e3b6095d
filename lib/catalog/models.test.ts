import { describe, expect, it } from 'vitest'
import { sizeChoices } from './choices.ts'
import { facts, modelOf } from './fixtures/openai-image-models.ts'
import { capabilities, defaultModelId, findModel, models, nearestModelId } from './models.ts'
import { defaultParams } from './params.ts'
import { nanoUsd } from './quote.ts'

const withoutAuto = (values: string[]) => values.filter((value) => value !== 'auto')
const usdTable = (table: Record<string, Record<string, number>>) =>
  Object.fromEntries(
    Object.entries(table).map(([quality, sizes]) => [
      quality,
      Object.fromEntries(Object.entries(sizes).map(([size, usd]) => [size, String(usd)])),
    ]),
  )

it('knows exactly the published models', () => {
  expect(models.map(({ id }) => id).sort()).toEqual(facts.map(({ id }) => id).sort())
  expect(models[0]?.id).toBe(defaultModelId)
})

describe.each(facts)('$id', (fact) => {
  const model = modelOf(fact.id)

  it('has the published identity and lifecycle', () => {
    expect(model.id).toBe(fact.id)
    expect(model.family).toBe(fact.family)
    expect(model.snapshots).toEqual(fact.snapshots)
    expect(model.released).toBe(fact.released)
    expect(model.lifecycle).toEqual(
      fact.lifecycle === 'active'
        ? { state: 'active' }
        : {
            state: fact.lifecycle,
            shutdownDate: fact.shutdown_date,
            announcedOn: fact.deprecation_notice,
            replacements: fact.replacement,
          },
    )
    if (fact.lifecycle === 'active') {
      expect([fact.shutdown_date, fact.deprecation_notice, fact.replacement]).toEqual([null, null, []])
    }
    for (const id of fact.replacement) expect(findModel(id)).toBeDefined()
  })

  it('has the published operations', () => {
    const { generate, edit, edit_multiple_images, mask, markup } = fact.operations
    expect(model.operations).toEqual({ generate, edit, editMultiple: edit_multiple_images, mask, markup })
  })

  it('has the published sizes', () => {
    expect(model.sizes).toEqual(fact.sizes && withoutAuto(fact.sizes))
    const rule = fact.size_rule
    expect(model.sizeRule).toEqual(
      rule && {
        multipleOf: rule.multiple_of,
        maxEdge: rule.max_edge,
        maxAspectRatio: rule.max_aspect_ratio,
        minPixels: rule.min_pixels,
        maxPixels: rule.max_pixels,
        experimentalAbovePixels: rule.experimental_above_pixels,
        popular: rule.popular,
      },
    )
    expect((model.sizes === null) !== (model.sizeRule === null)).toBe(true)
    expect(sizeChoices(model).map(({ size }) => size)).toContain(model.defaultSize)
  })

  it('has the published parameters', () => {
    expect(model.qualities).toEqual(withoutAuto(fact.qualities))
    expect(model.qualities).toContain(model.defaultQuality)
    // `auto` cannot be priced: where it is the provider's default, ours is concrete.
    if (fact.default_quality !== 'auto') expect(model.defaultQuality).toBe(fact.default_quality)
    expect(model.styles).toEqual(fact.styles)
    expect(model.backgrounds).toEqual(fact.backgrounds)
    expect(model.outputFormats).toEqual(fact.output_formats.filter((f) => f !== 'gif' && f !== 'svg'))
    expect(model.outputCompression).toBe(fact.output_compression !== null)
    if (fact.output_compression) {
      expect(fact.output_compression).toEqual({ range: [0, 100], default: 100, formats: ['jpeg', 'webp'] })
    }
    expect(model.moderation).toEqual(fact.moderation)
    expect(model.complexities).toEqual(fact.complexity?.values ?? [])
    expect(model.defaultComplexity).toBe(fact.complexity?.default ?? null)
    expect(model.responseFormats).toEqual(fact.response_formats)
    expect(model.urlLifetimeMinutes).toBe(fact.url_lifetime_minutes)
    expect(model.nMax).toBe(fact.n_max)
    expect(model.promptMaxCharacters).toBe(fact.prompt_max_chars)
  })

  it('has the published inputs', () => {
    const inputs = fact.image_inputs
    expect(model.inputs).toEqual(
      inputs && {
        imagesMax: inputs.images_max,
        imageMaxBytes: inputs.image_max_bytes,
        formats: inputs.image_formats,
        square: inputs.square ?? false,
        multipartField: inputs.multipart_field,
      },
    )
    expect(model.operations.edit).toBe(inputs !== null)
    expect(model.maskMaxBytes).toBe(fact.mask?.max_bytes ?? null)
    expect(model.operations.mask).toBe(fact.mask !== null)
    expect(model.operations.markup).toBe(fact.markup !== null)
    expect(model.inputFidelity).toEqual(Array.isArray(fact.input_fidelity) ? fact.input_fidelity : [])
  })

  it('streams as published', () => {
    expect(model.partialImagesMax !== null).toBe(fact.streaming.supported)
    expect(model.partialImagesMax).toBe(fact.streaming.partial_images?.[1] ?? null)
    expect(fact.streaming.partial_images?.[0] ?? 0).toBe(0)
    expect(model.pricing.partialImageTokens).toBe(fact.streaming.partial_image_extra_output_tokens)
  })

  it('has the published prices', () => {
    const { tokens, per_image, published_per_image, output_tokens, output_token_formula } = fact.pricing
    expect(model.pricing.tokens).toEqual(
      tokens && {
        textInput: String(tokens.text_input),
        textInputCached: String(tokens.text_input_cached),
        imageInput: String(tokens.image_input),
        imageInputCached: String(tokens.image_input_cached),
        imageOutput: String(tokens.image_output),
        textOutput: tokens.text_output === null ? null : String(tokens.text_output),
      },
    )
    expect(model.pricing.tokens === null).toBe(fact.pricing.basis === 'per_image')
    // Where there is a formula, `per_image` and `output_tokens` were computed with it: quote.test.ts computes them again.
    const published = model.sizeRule ? published_per_image : per_image
    expect(model.pricing.perImageUsd).toEqual(published ? usdTable(published) : null)
    expect(model.pricing.outputTokens).toEqual(model.sizeRule ? null : (output_tokens ?? null))
    if (output_token_formula) expect(model.pricing.calculatorBase).toEqual(output_token_formula.base)
    else if (fact.family !== 'gpt-image-2.6') expect(model.pricing.calculatorBase).toBeNull()
  })

  it('has rates that are whole nano-USD a token', () => {
    for (const rate of Object.values(model.pricing.tokens ?? {})) {
      if (rate !== null) expect(nanoUsd(rate) % 1_000_000n).toBe(0n)
    }
  })

  it('has defaults without any parameter it does not know', () => {
    const params = defaultParams(model)
    expect('style' in params).toBe(fact.styles.length > 0)
    expect('background' in params).toBe(fact.backgrounds.length > 0)
    expect('outputFormat' in params).toBe(fact.output_formats.length > 0)
    expect('moderation' in params).toBe(fact.moderation.length > 0)
    expect('complexity' in params).toBe(fact.complexity !== null)
  })
})

it('prices 2.6 low and medium as 2.5 high, the rest as the same label of 2.5', () => {
  const base25 = modelOf('gpt-image-2.5-flare').pricing.calculatorBase
  for (const id of ['gpt-image-2.6-flare', 'gpt-image-2.6-sunburst']) {
    expect(modelOf(id).pricing.calculatorBase).toEqual({ ...base25, low: base25?.high, medium: base25?.high })
  }
})

describe('findModel', () => {
  it('finds by id and by snapshot', () => {
    for (const model of models) {
      for (const id of [model.id, ...model.snapshots]) expect(findModel(id)).toBe(model)
    }
    expect(findModel('gpt-image-2-2026-04-21')?.id).toBe('gpt-image-2')
  })

  it.each(['', 'gpt-image', 'dall-e-4', '__proto__', 'constructor'])('does not find %j', (id) => {
    expect(findModel(id)).toBeUndefined()
  })
})

it('names the known model nearest to a typed one', () => {
  expect(nearestModelId('gpt-image-2.5')).toBe('gpt-image-2.5-flare')
  expect(nearestModelId('dall-e-4')).toBe('dall-e-3')
  expect(nearestModelId('gpt-image-1-large')).toBe('gpt-image-1-mini')
  expect(nearestModelId('zzz')).toBe(defaultModelId)
})

it('lists what a model can do', () => {
  expect(capabilities(modelOf('dall-e-3'))).toEqual(['generate'])
  expect(capabilities(modelOf('dall-e-2'))).toEqual(['generate', 'edit', 'mask'])
  expect(capabilities(modelOf('gpt-image-1'))).toEqual(['generate', 'edit', 'multi', 'mask', 'stream'])
  expect(capabilities(modelOf('gpt-image-2.6-flare'))).toEqual([
    'generate',
    'edit',
    'multi',
    'mask',
    'markup',
    'stream',
  ])
})
