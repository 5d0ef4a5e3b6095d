import { checkSize, promptLength } from '#lib/catalog/choices.ts'
import type { Quality } from '#lib/catalog/model.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

/** The price of one picture in credits, by the same function that the server charges by; null while the size is not allowed. */
export function priceOf(form: StudioForm, markupBps: number): number | null {
  const model = modelOf(form)
  if (checkSize(model, form.params.size)) return null
  const { params, inputs } = form
  const mask = form.mask !== null
  return quoteImage({ model, params, promptCharacters: promptLength(form.prompt), inputs, mask, markupBps })
}

/** How many credits of that price its pictures and mask make: the quote with them less the quote without. */
export function inputsPriceOf(form: StudioForm, markupBps: number): number {
  return (priceOf(form, markupBps) ?? 0) - (priceOf({ ...form, inputs: [], mask: null }, markupBps) ?? 0)
}

/** How many credits of that price the live previews make: the quote with them less the quote without. */
export function previewsPriceOf(form: StudioForm, markupBps: number): number {
  const without = { ...form, params: { ...form.params, partialImages: 0 } }
  return (priceOf(form, markupBps) ?? 0) - (priceOf(without, markupBps) ?? 0)
}

export interface QualityPrice {
  quality: Quality
  /** Of one picture in credits; null while the size is not allowed. */
  price: number | null
}

/** What each quality of the form's model costs with all else as it is. */
export function qualityPrices(form: StudioForm, markupBps: number): QualityPrice[] {
  return modelOf(form).qualities.map((quality) => ({
    quality,
    price: priceOf({ ...form, params: { ...form.params, quality } }, markupBps),
  }))
}

/** Qualities that cost the same as the model's cheapest, best last, where there are several: to choose among them is to save nothing. */
export function samePriced(prices: readonly QualityPrice[]): Quality[] {
  const first = prices[0]?.price
  if (first === null || first === undefined) return []
  const same = prices.filter(({ price }) => price === first).map(({ quality }) => quality)
  return same.length > 1 ? same : []
}
