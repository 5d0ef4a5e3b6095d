import { alphaFormats, lossyFormats } from '#lib/catalog/choices.ts'
import type { Model } from '#lib/catalog/model.ts'
import { defaultModelId, findModel, models } from '#lib/catalog/models.ts'
import { defaultParams, type ImageParams, JOB_IMAGES_MAX } from '#lib/catalog/params.ts'
import { switchModel } from '#lib/catalog/switch-model.ts'
import type { JobView } from '#lib/jobs/view.ts'
import type { UploadView } from '#lib/uploads/view.ts'
import { type OwnSizeText, readOwnSize } from './read-own-size.ts'

/** What the form holds: everything that makes a job, as typed, even while it is not allowed yet. */
export interface StudioForm {
  model: string
  prompt: string
  n: number
  params: ImageParams
  /** What it works from, in the order in which the prompt speaks of them. */
  inputs: readonly UploadView[]
  /** Painted on the first of them. */
  mask: UploadView | null
  keepUnpainted: boolean
}

/** Told once after a switch: which model it is now, and what had to change with it. */
export interface SwitchNote {
  model: string
  changed: (keyof ImageParams)[]
}

export interface StudioState {
  form: StudioForm
  switched: SwitchNote | null
  /** What gave way to the choice made last: told once, like a switch. */
  gaveWay: 'background' | 'outputFormat' | null
  /** Own width and height while they are no size. `form` keeps the size of before, which must not be painted then. */
  ownSize: OwnSizeText | null
}

export type StudioAction =
  | { type: 'prompt'; prompt: string }
  | { type: 'count'; n: number }
  | { type: 'params'; params: Partial<ImageParams> }
  | { type: 'own-size'; text: OwnSizeText }
  | { type: 'model'; model: string }
  /** Pictures come and go one after the other, each told by what is there then. */
  | { type: 'inputs'; change: (form: StudioForm) => StudioForm }
  /** All of it, from elsewhere; by what is there then. */
  | { type: 'load'; change: (form: StudioForm) => StudioForm }

/** The settings of a job, as the form holds them. */
export function formOf(job: JobView, n = job.n): StudioForm {
  const { model, prompt, params, inputs, mask } = job
  return { model, prompt, n, params, inputs, mask, keepUnpainted: !mask || job.keepUnpainted }
}

export function modelOf(form: Pick<StudioForm, 'model'>): Model {
  const model = findModel(form.model) ?? findModel(defaultModelId) ?? models[0]
  if (!model) throw new Error('The catalogue is empty')
  return model
}

export function emptyForm(): StudioForm {
  const model = modelOf({ model: defaultModelId })
  // Seeing a picture come is worth the little it costs.
  const partialImages = model.partialImagesMax ? 1 : 0
  const params = { ...defaultParams(model), partialImages }
  return { model: model.id, prompt: '', n: 1, params, inputs: [], mask: null, keepUnpainted: true }
}

/** A form from elsewhere (a draft, an earlier job) with whatever its model no longer allows brought into bounds. */
export function soundForm(form: StudioForm): StudioForm {
  const [first] = form.inputs
  const mask = form.mask && first && isPaintedOn(form.mask, first) ? form.mask : null
  const model = findModel(form.model)
  if (!model) return { ...form, ...settingsOf(emptyForm()), mask }
  return {
    ...form,
    model: model.id,
    n: Math.min(Math.max(1, Math.trunc(form.n) || 1), JOB_IMAGES_MAX),
    params: fitTogether({ ...form, params: switchModel(model, form.params, model).params }),
    mask,
  }
}

/** Where nobody knows any more on which one it was painted, its size tells. */
function isPaintedOn({ sourceUploadId, width, height }: UploadView, picture: UploadView): boolean {
  return (sourceUploadId ?? picture.id) === picture.id && width === picture.width && height === picture.height
}

/** What can be kept under a name, and used with other words and pictures. */
export function settingsOf({ model, n, params }: StudioForm): Pick<StudioForm, 'model' | 'n' | 'params'> {
  const { inputFidelity: _, ...kept } = params
  return { model, n, params: kept }
}

/**
 * Transparency needs a format that has it, compression one that loses detail: the choice made last wins over the other. Without
 * pictures there is nothing to be close to.
 */
function fitTogether({ params, inputs }: StudioForm, last?: Partial<ImageParams>): ImageParams {
  const fitted = { ...params }
  if (inputs.length === 0) delete fitted.inputFidelity
  const { outputFormat } = fitted
  if (fitted.background === 'transparent' && outputFormat && !alphaFormats.includes(outputFormat)) {
    if (last?.outputFormat) fitted.background = 'auto'
    else fitted.outputFormat = 'png'
  }
  if (!fitted.outputFormat || !lossyFormats.includes(fitted.outputFormat)) delete fitted.outputCompression
  return fitted
}

export function startOf(form: StudioForm): StudioState {
  return { form, switched: null, gaveWay: null, ownSize: null }
}

export function reduceStudio(state: StudioState, action: StudioAction): StudioState {
  const { form } = state
  switch (action.type) {
    case 'prompt':
      return { ...state, form: { ...form, prompt: action.prompt } }
    case 'count':
      return { ...state, form: { ...form, n: Math.min(Math.max(1, action.n), JOB_IMAGES_MAX) } }
    case 'params': {
      const asked = { ...form.params, ...action.params }
      const params = fitTogether({ ...form, params: asked }, action.params)
      const gaveWay = (['background', 'outputFormat'] as const).find((name) => params[name] !== asked[name])
      return {
        ...startOf({ ...form, params }),
        gaveWay: gaveWay ?? null,
        ownSize: action.params.size ? null : state.ownSize,
      }
    }
    case 'own-size': {
      const size = readOwnSize(action.text)
      if (!size) return { ...startOf(form), ownSize: action.text }
      return startOf({ ...form, params: { ...form.params, size } })
    }
    case 'model': {
      const to = findModel(action.model)
      if (!to || to.id === form.model) return state
      const { params, changed } = switchModel(modelOf(form), form.params, to)
      return {
        ...startOf({ ...form, model: to.id, params: fitTogether({ ...form, params }) }),
        switched: { model: to.id, changed },
        ownSize: to.sizeRule ? state.ownSize : null,
      }
    }
    case 'inputs': {
      const next = action.change(form)
      const isSameSize = next.params.size === form.params.size
      return {
        ...startOf({ ...next, params: fitTogether(next) }),
        ownSize: isSameSize ? state.ownSize : null,
      }
    }
    case 'load':
      return startOf(soundForm(action.change(form)))
  }
}
