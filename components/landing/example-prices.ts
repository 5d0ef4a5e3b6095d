import type { Quality, Size } from '#lib/catalog/model.ts'
import { findModel } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'

export interface ExamplePrice {
  model: string
  size: Size
  quality: Quality
  credits: number
}

const examples: readonly { model: string; size: Size; quality: Quality }[] = [
  { model: 'gpt-image-2', size: '1024x1024', quality: 'low' },
  { model: 'gpt-image-2.5-flare', size: '1024x1024', quality: 'medium' },
  { model: 'gpt-image-2.6-flare', size: '1536x1024', quality: 'high' },
  { model: 'gpt-image-2.6-sunburst', size: '1024x1536', quality: 'xhigh' },
  { model: 'gpt-image-2.5-sunburst', size: '3840x2160', quality: 'high' },
]

/** What some pictures cost today: the same function that charges for them. */
export function examplePrices(markupBps: number): ExamplePrice[] {
  return examples.flatMap(({ model: id, size, quality }) => {
    const model = findModel(id)
    if (!model) return []
    const params = { ...defaultParams(model), size, quality }
    return [
      { model: id, size, quality, credits: quoteImage({ model, params, promptCharacters: 0, markupBps }) },
    ]
  })
}
