import { checkInputs } from '#lib/catalog/inputs.ts'
import type { Model } from '#lib/catalog/model.ts'
import { models } from '#lib/catalog/models.ts'
import type { StudioFacts } from './studio-facts.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

type Pictures = Pick<StudioForm, 'inputs' | 'mask'>

/** Whether a model takes the pictures and the mask as they are. */
export function takesInputs(model: Model, { inputs, mask }: Pictures): boolean {
  return checkInputs(model, { inputs, mask }).length === 0
}

/** The model that is served here, takes the pictures as they are and is most like this one: same family first, then the best. */
export function nearestServed(form: StudioForm, facts: StudioFacts): Model | null {
  const own = modelOf(form)
  const able = models.filter(
    (model) =>
      model !== own && facts.availability[model.id]?.state === 'available' && takesInputs(model, form),
  )
  return able.find(({ family }) => family === own.family) ?? able[0] ?? null
}

/** Why a model cannot take them, in the words of `studioInputs.unable`; null where it can. */
export function whyUnable(
  model: Model,
  { inputs, mask }: Pictures,
): 'none' | 'many' | 'mask' | 'square' | null {
  const codes = checkInputs(model, { inputs, mask }).map(({ code }) => code)
  if (codes.includes('inputs_not_offered')) return 'none'
  if (codes.includes('inputs_too_many')) return 'many'
  if (codes.includes('mask_not_offered')) return 'mask'
  return codes.includes('input_not_square') ? 'square' : null
}
