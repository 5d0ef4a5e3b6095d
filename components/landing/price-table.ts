import { sizeChoices } from '#lib/catalog/choices.ts'
import { availability } from '#lib/catalog/lifecycle.ts'
import { models } from '#lib/catalog/models.ts'
import { defaultParams } from '#lib/catalog/params.ts'
import { quoteImage } from '#lib/catalog/quote.ts'
import type { PricedModel } from './price-choice.ts'

/**
 * Every price the calculator can show, worked out by the function that charges: a few hundred numbers are smaller than the
 * catalogue, which so stays on the server. Models that are past their last day are left out.
 */
export function priceTable(markupBps: number, now: Date): PricedModel[] {
  return models
    .filter((model) => availability(model, null, now).state === 'available')
    .map((model) => {
      const sizes = sizeChoices(model).map(({ size }) => size)
      return {
        id: model.id,
        sizes,
        qualities: model.qualities,
        defaultSize: model.defaultSize,
        defaultQuality: model.defaultQuality,
        credits: sizes.map((size) =>
          model.qualities.map((quality) => {
            const params = { ...defaultParams(model), size, quality }
            return quoteImage({ model, params, promptCharacters: 0, markupBps })
          }),
        ),
      }
    })
}
