import type { Model, Quality } from '#lib/catalog/model.ts'
import { models } from '#lib/catalog/models.ts'
import { switchModel } from '#lib/catalog/switch-model.ts'
import { takesInputs } from './able-models.ts'
import { priceOf } from './price-of.ts'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

/** A form that the credits are enough for, and what was given up for it. */
export interface Affordable {
  change: 'count' | 'quality' | 'model'
  form: StudioForm
  /** Of the whole job, in credits. */
  total: number
}

/**
 * The nearest choice to what is asked for that the credits are enough for: fewer of the same, else the best quality of the same
 * model, else that of the best other model that has one. Null when nothing is.
 */
export function nearestAffordable(
  form: StudioForm,
  facts: StudioFacts,
  available: number,
): Affordable | null {
  const quote = priceOf(form, facts.markupBps)
  if (quote === null || quote * form.n <= available) return null
  if (quote <= available) return take('count', form, quote, available)

  const own = modelOf(form)
  const cheaper = dearestWithin(own, form, facts, available)
  if (cheaper) return take('quality', cheaper.form, cheaper.price, available)

  for (const model of models) {
    if (model === own || facts.availability[model.id]?.state !== 'available') continue
    if (!takesInputs(model, form)) continue
    const params = switchModel(own, form.params, model).params
    const found = dearestWithin(model, { ...form, model: model.id, params }, facts, available)
    if (found) return take('model', found.form, found.price, available)
  }
  return null
}

function dearestWithin(model: Model, form: StudioForm, facts: StudioFacts, available: number) {
  let best: { form: StudioForm; price: number } | null = null
  for (const quality of model.qualities) {
    const changed = withQuality(form, quality)
    const price = priceOf(changed, facts.markupBps)
    if (price !== null && price <= available && (!best || price >= best.price))
      best = { form: changed, price }
  }
  return best
}

function take(change: Affordable['change'], form: StudioForm, price: number, available: number): Affordable {
  const n = price === 0 ? form.n : Math.min(form.n, Math.floor(available / price))
  return { change, form: { ...form, n }, total: n * price }
}

/** The same form in another quality. */
export function withQuality(form: StudioForm, quality: Quality): StudioForm {
  return { ...form, params: { ...form.params, quality } }
}
