import type {
  Background,
  Complexity,
  InputFidelity,
  Model,
  Moderation,
  OutputFormat,
  Quality,
  Size,
  Style,
} from './model.ts'

/** What shapes a picture besides the prompt. A parameter that the model does not have is absent. */
export interface ImageParams {
  size: Size
  quality: Quality
  style?: Style
  background?: Background
  outputFormat?: OutputFormat
  /** 0 to 100, jpeg and webp only; absent means the provider's own default of 100. */
  outputCompression?: number
  /** Absent with inputs. */
  moderation?: Moderation
  complexity?: Complexity
  /** How closely inputs are kept to; absent without inputs, and means the provider's own default of low. */
  inputFidelity?: InputFidelity
  partialImages: number
}

/** Most images of one job, for every model: each image is its own call with n = 1. */
export const JOB_IMAGES_MAX = 10

/** What can be sent: without inputs there is nothing to keep to, and the form that carries them has no moderation. */
export function sendableParams(
  { inputFidelity, moderation, ...params }: ImageParams,
  hasInputs: boolean,
): ImageParams {
  if (hasInputs) return inputFidelity ? { ...params, inputFidelity } : params
  return moderation ? { ...params, moderation } : params
}

/** The parameters of a request that names none. */
export function defaultParams(model: Model): ImageParams {
  const params: ImageParams = { size: model.defaultSize, quality: model.defaultQuality, partialImages: 0 }
  if (model.styles[0]) params.style = model.styles[0]
  if (model.backgrounds[0]) params.background = model.backgrounds[0]
  if (model.outputFormats[0]) params.outputFormat = model.outputFormats[0]
  if (model.moderation[0]) params.moderation = model.moderation[0]
  if (model.defaultComplexity) params.complexity = model.defaultComplexity
  return params
}
