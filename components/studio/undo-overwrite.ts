import { INPUTS_MAX } from '#lib/catalog/input-limits.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import type { StudioForm } from './studio-form.ts'

/**
 * The form as it was before it was overwritten, with what was changed in it since. Only words that took the place of other words
 * cannot stand beside them: the earlier ones come back.
 */
export function undone(before: StudioForm, after: StudioForm, now: StudioForm): StudioForm {
  const params = { ...before.params }
  for (const name of paramNames(before, after, now)) {
    if (now.params[name] !== after.params[name]) Object.assign(params, { [name]: now.params[name] })
  }
  return {
    ...undonePictures(before, after, now),
    model: now.model === after.model ? before.model : now.model,
    prompt: before.prompt === after.prompt ? now.prompt : before.prompt,
    n: now.n === after.n ? before.n : now.n,
    params,
  }
}

/** What was taken away comes back to its place, what came goes; what its user did since stays. */
function undonePictures(before: StudioForm, after: StudioForm, now: StudioForm) {
  const isSameMask = now.mask?.id === after.mask?.id
  const masked = isSameMask || !now.mask ? undefined : now.inputs[0]
  const inputs = !masked && isSameRow(after, now) ? before.inputs : mended(before, after, now, masked)
  const keepUnpainted = now.keepUnpainted === after.keepUnpainted ? before.keepUnpainted : now.keepUnpainted
  const mask = isSameMask ? before.mask : now.mask
  // A mask belongs to its picture.
  const owner = isSameMask ? before : now
  return { inputs, mask: owner.inputs[0]?.id === inputs[0]?.id ? mask : null, keepUnpainted }
}

/** @param masked stays the first: a mask was painted on it since */
function mended(before: StudioForm, after: StudioForm, now: StudioForm, masked: UploadView | undefined) {
  const isIn = ({ inputs }: StudioForm, id: string) => inputs.some((each) => each.id === id)
  const inputs = now.inputs.filter(({ id }) => isIn(before, id) || !isIn(after, id) || id === masked?.id)
  for (const [index, input] of before.inputs.entries()) {
    if (isIn(after, input.id) || isIn(now, input.id)) continue
    inputs.splice(masked && index === 0 ? inputs.length : index, 0, input)
  }
  return inputs.slice(0, INPUTS_MAX)
}

function isSameRow(one: StudioForm, other: StudioForm): boolean {
  return one.inputs.map(({ id }) => id).join() === other.inputs.map(({ id }) => id).join()
}

function paramNames(...forms: StudioForm[]): (keyof StudioForm['params'])[] {
  return forms.flatMap(({ params }) => Object.keys(params) as (keyof StudioForm['params'])[])
}
