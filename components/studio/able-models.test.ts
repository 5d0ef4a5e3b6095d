import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { models } from '#lib/catalog/models.ts'
import { nearestServed, takesInputs, whyUnable } from './able-models.ts'
import { variantsOf } from './comparison-variants.ts'
import { nearestAffordable } from './nearest-affordable.ts'
import { priceOf } from './price-of.ts'
import type { StudioFacts } from './studio-facts.ts'
import { emptyForm, modelOf, type StudioForm } from './studio-form.ts'

function factsWith(...served: string[]): StudioFacts {
  const availability = Object.fromEntries(served.map((id) => [id, { state: 'available' as const }]))
  return { availability, markupBps: 10_000, typicalSeconds: {} }
}

const everything = factsWith(...models.map(({ id }) => id))
const form = (model: string, inputs = 2): StudioForm => ({
  ...emptyForm(),
  model,
  params: { size: '1024x1024', quality: 'standard', partialImages: 0 },
  inputs: Array.from({ length: inputs }, (_, index) => testUpload(`p${index}`)),
})

describe('models and pictures', () => {
  it('says why a model cannot take them', () => {
    const why = (of: StudioForm) => whyUnable(modelOf(of), of)
    expect(why(form('dall-e-3', 1))).toBe('none')
    expect(why(form('dall-e-2', 2))).toBe('many')
    expect(why({ ...form('dall-e-2'), inputs: [testUpload('w', { width: 1536 })] })).toBe('square')
    expect(why(form('gpt-image-2', 16))).toBeNull()
    expect(why(form('dall-e-3', 0))).toBeNull()
  })

  it('finds the nearest that is served here and takes them: same family first', () => {
    expect(nearestServed(form('dall-e-3'), everything)?.id).toBe('gpt-image-2.6-flare')
    const square = { ...form('dall-e-3', 1), mask: testUpload('m', { kind: 'mask', sizeBytes: 1000 }) }
    expect(nearestServed(square, everything)?.id).toBe('dall-e-2')
    expect(nearestServed(square, factsWith('dall-e-3', 'gpt-image-2'))?.id).toBe('gpt-image-2')
    expect(nearestServed(form('dall-e-3'), factsWith('dall-e-3', 'dall-e-2'))).toBeNull()
  })

  it('compares, and offers for few credits, only what takes them', () => {
    const groups = variantsOf(form('gpt-image-2'), everything).map(({ model }) => model)
    expect(groups).toContain('gpt-image-1.5')
    expect(groups).not.toContain('dall-e-3')
    expect(groups).not.toContain('dall-e-2')
    const served = factsWith('gpt-image-2', 'dall-e-2', 'dall-e-3')
    const own = { ...form('gpt-image-2'), params: { ...emptyForm().params, quality: 'low' as const } }
    const quote = priceOf(own, served.markupBps) ?? Number.NaN
    expect(nearestAffordable(own, served, quote - 1)).toBeNull()
    expect(takesInputs(modelOf(own), own)).toBe(true)
  })
})
