import { describe, expect, it } from 'vitest'
import { testUpload } from '#components/inputs/test-upload.ts'
import { inputsPriceOf, previewsPriceOf, priceOf } from './price-of.ts'
import { emptyForm, type StudioForm } from './studio-form.ts'

const LIST_PRICE_BPS = 10_000

function withPreviews(partialImages: number): StudioForm {
  const form = emptyForm()
  return { ...form, params: { ...form.params, partialImages } }
}

describe('previewsPriceOf', () => {
  it('is exactly what the previews add to the price', () => {
    const plain = priceOf(withPreviews(0), LIST_PRICE_BPS) ?? Number.NaN
    for (const count of [1, 2, 3]) {
      const extra = previewsPriceOf(withPreviews(count), LIST_PRICE_BPS)
      expect(extra).toBeGreaterThan(0)
      expect(plain + extra).toBe(priceOf(withPreviews(count), LIST_PRICE_BPS))
    }
  })

  it('is nothing without previews, and nothing while there is no price', () => {
    expect(previewsPriceOf(withPreviews(0), LIST_PRICE_BPS)).toBe(0)
    const form = withPreviews(1)
    expect(previewsPriceOf({ ...form, params: { ...form.params, size: '1x1' } }, LIST_PRICE_BPS)).toBe(0)
  })
})

describe('inputsPriceOf', () => {
  it('is exactly what the pictures and the mask add to the price', () => {
    const plain = withPreviews(0)
    const inputs = [testUpload('a'), testUpload('b', { width: 2000 })]
    const form = { ...plain, inputs, mask: testUpload('m', { kind: 'mask' }) }
    const extra = inputsPriceOf(form, LIST_PRICE_BPS)
    expect(extra).toBeGreaterThan(0)
    expect((priceOf(plain, LIST_PRICE_BPS) ?? Number.NaN) + extra).toBe(priceOf(form, LIST_PRICE_BPS))
    expect(inputsPriceOf({ ...form, mask: null }, LIST_PRICE_BPS)).toBeLessThan(extra)
    expect(inputsPriceOf(plain, LIST_PRICE_BPS)).toBe(0)
  })

  it('counts how close the result is to keep to them', () => {
    const form = { ...withPreviews(0), model: 'gpt-image-1.5', inputs: [testUpload('a')] }
    const sized = { ...form, params: { ...form.params, size: '1024x1024', quality: 'low' } as const }
    const close = { ...sized, params: { ...sized.params, inputFidelity: 'high' } as const }
    expect(inputsPriceOf(close, LIST_PRICE_BPS)).toBeGreaterThan(inputsPriceOf(sized, LIST_PRICE_BPS))
  })
})
