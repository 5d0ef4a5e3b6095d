import { describe, expect, it } from 'vitest'
import { previewsPriceOf, priceOf } from './price-of.ts'
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
