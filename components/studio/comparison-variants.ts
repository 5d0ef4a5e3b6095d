import type { Quality } from '#lib/catalog/model.ts'
import { models } from '#lib/catalog/models.ts'
import type { ImageParams } from '#lib/catalog/params.ts'
import { switchModel } from '#lib/catalog/switch-model.ts'
import { takesInputs } from './able-models.ts'
import { priceOf } from './price-of.ts'
import { type StudioFacts, typicalSecondsOf } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

export const VARIANTS_MIN = 2
export const VARIANTS_MAX = 6

/** One way to paint the prompt: a model in one of its qualities, with all else as near as it has it. */
export interface Variant {
  key: string
  model: string
  quality: Quality
  params: ImageParams
  /** Of one picture, in credits. */
  price: number
  /** About how long a picture takes; null where that is not known. */
  seconds: number | null
}

/** Every way to paint the form's prompt here, by model, best first; from its pictures, where it has some. */
export function variantsOf(form: StudioForm, facts: StudioFacts): { model: string; variants: Variant[] }[] {
  const from = modelOf(form)
  return models
    .filter((model) => facts.availability[model.id]?.state === 'available' && takesInputs(model, form))
    .map((model) => {
      const switched = model === from ? form.params : switchModel(from, form.params, model).params
      const variants = model.qualities.flatMap((quality): Variant[] => {
        const params = { ...switched, quality }
        const price = priceOf({ ...form, model: model.id, params }, facts.markupBps)
        if (price === null) return []
        const seconds = typicalSecondsOf(facts, { model: model.id, params })
        return [{ key: `${model.id} ${quality}`, model: model.id, quality, params, price, seconds }]
      })
      return { model: model.id, variants }
    })
}

/** What is compared at first: the form’s own choice, and the same with the best of the other models. */
export function firstChoice(form: StudioForm, groups: readonly { model: string; variants: Variant[] }[]) {
  const own = `${modelOf(form).id} ${form.params.quality}`
  const other = groups.find(({ model }) => model !== modelOf(form).id)
  const beside = other?.variants.find(({ quality }) => quality === form.params.quality) ?? other?.variants[0]
  return [own, beside?.key].filter((key) => key !== undefined)
}
