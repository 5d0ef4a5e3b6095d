import { checkSize, promptLength } from '#lib/catalog/choices.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

/** The price of one picture in credits, by the same function that the server charges by; null while the size is not allowed. */
export function priceOf(form: StudioForm, markupBps: number): number | null {
  const model = modelOf(form)
  if (checkSize(model, form.params.size)) return null
  return quoteImage({ model, params: form.params, promptCharacters: promptLength(form.prompt), markupBps })
}

/** How many credits of that price the live previews make: the quote with them less the quote without. */
export function previewsPriceOf(form: StudioForm, markupBps: number): number {
  const without = { ...form, params: { ...form.params, partialImages: 0 } }
  return (priceOf(form, markupBps) ?? 0) - (priceOf(without, markupBps) ?? 0)
}
