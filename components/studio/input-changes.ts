import { checkSize, nearestSize, parseSize, sizeChoices } from '#lib/catalog/choices.ts'
import { INPUTS_MAX } from '#lib/catalog/input-limits.ts'
import type { Size } from '#lib/catalog/model.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { modelOf, type StudioForm } from './studio-form.ts'

/** Shapes that differ by less are one shape: nobody sees what is cut. */
const SAME_SHAPE = 0.02

/** Other pictures in the form. A mask belongs to the first one that it was painted on, and stays with no other. */
export function withInputs(form: StudioForm, inputs: readonly UploadView[]): StudioForm {
  const mask = inputs[0]?.id === form.inputs[0]?.id ? form.mask : null
  return { ...form, inputs: inputs.slice(0, INPUTS_MAX), mask }
}

/** One more, unless it is there already; with the first one the size takes its shape. */
export function withInput(form: StudioForm, upload: UploadView, at = form.inputs.length): StudioForm {
  if (form.inputs.some(({ id }) => id === upload.id)) return form
  const next = withInputs(form, form.inputs.toSpliced(at, 0, upload))
  if (form.inputs.length > 0) return next
  return { ...next, params: { ...next.params, size: sizeLike(form, upload) } }
}

/** Another one in its place. */
export function withReplaced(form: StudioForm, id: string, upload: UploadView): StudioForm {
  const others = form.inputs.filter((each) => each.id === id || each.id !== upload.id)
  return withInputs(
    form,
    others.map((each) => (each.id === id ? upload : each)),
  )
}

export function withoutInput(form: StudioForm, id: string): StudioForm {
  return withInputs(
    form,
    form.inputs.filter((each) => each.id !== id),
  )
}

/** @param to its new place, from 0; beyond either end it stays where it is */
export function withMoved(form: StudioForm, id: string, to: number): StudioForm {
  const upload = form.inputs.find((each) => each.id === id)
  if (!upload || to < 0 || to >= form.inputs.length) return form
  const others = form.inputs.filter((each) => each.id !== id)
  return withInputs(form, others.toSpliced(to, 0, upload))
}

/**
 * Where one that came belongs among those that are there: in the order in which they were wanted, whatever came first. Before the
 * first one that has a mask comes none: that one takes its place at the end.
 */
export function placeOf(
  form: Pick<StudioForm, 'inputs' | 'mask'>,
  key: number,
  keyOf: (id: string) => number | undefined,
): number {
  const later = form.inputs.findIndex(({ id }) => (keyOf(id) ?? 0) > key)
  return later < 0 || (later === 0 && form.mask) ? form.inputs.length : later
}

interface Edges {
  width: number
  height: number
}

export function isSameShape(one: Edges, other: Edges): boolean {
  return Math.abs(Math.log(one.width / one.height / (other.width / other.height))) < SAME_SHAPE
}

/**
 * The size of the model that is shaped like a picture and about as large as the one that was chosen: that one, else one of those that
 * are shown, else the picture's own, else the nearest.
 * @param isExact the picture's own comes first: what is not repainted stays pixel by pixel
 */
export function sizeLike(form: Pick<StudioForm, 'model' | 'params'>, picture: Edges, isExact = false): Size {
  const model = modelOf(form)
  const now = parseSize(form.params.size)
  const area = now ? now.width * now.height : picture.width * picture.height
  const own: Size = `${picture.width}x${picture.height}`
  const hasOwn = checkSize(model, own) === null && picture.width * picture.height <= area * 1.5
  if (isExact && hasOwn) return own
  if (now && isSameShape(now, picture)) return form.params.size
  const shown = sizeChoices(model)
    .filter((choice) => isSameShape(choice, picture))
    .sort((one, other) => awayFrom(one, area) - awayFrom(other, area))[0]
  if (shown && awayFrom(shown, area) < Math.log(2)) return shown.size
  if (hasOwn) return own
  const ratio = picture.width / picture.height
  return nearestSize(model, Math.sqrt(area * ratio), Math.sqrt(area / ratio))
}

/** How many times larger or smaller. */
function awayFrom({ width, height }: Edges, area: number): number {
  return Math.abs(Math.log((width * height) / area))
}
