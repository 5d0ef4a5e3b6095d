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
    model: now.model === after.model ? before.model : now.model,
    prompt: before.prompt === after.prompt ? now.prompt : before.prompt,
    n: now.n === after.n ? before.n : now.n,
    params,
  }
}

function paramNames(...forms: StudioForm[]): (keyof StudioForm['params'])[] {
  return forms.flatMap(({ params }) => Object.keys(params) as (keyof StudioForm['params'])[])
}
