import type { StudioForm } from './studio-form.ts'

/** What is posted of a form: of its pictures, which they are. */
export function bodyOf({ inputs, mask, ...form }: StudioForm) {
  return {
    ...form,
    inputs: inputs.map(({ id }) => id),
    mask: mask?.id ?? null,
    keepUnpainted: mask !== null && form.keepUnpainted,
  }
}
