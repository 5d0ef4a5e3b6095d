import type { Model, OutputFormat, Quality } from '#lib/catalog/model.ts'
import { ApiError, invalidRequest } from '../api-error.ts'
import { Fields } from './fields.ts'
import { automaticSize, type Dimensions, parseSize } from './size.ts'

/** A checked request; what generations and edits share. `auto` is already decided. */
export interface PictureRequest {
  model: Model
  modelId: string
  prompt: string
  n: number
  size: Dimensions
  quality: Quality
  background: 'opaque' | 'transparent'
  format: OutputFormat
  /** 0 to 100; 100 is the best. */
  compression: number
  stream: boolean
  partialImages: number
  responseFormat: 'url' | 'b64_json'
  safetyIdentifier: string | null
}

const everywhere = ['model', 'prompt', 'n', 'size', 'quality', 'user', 'safety_identifier'] as const
const gptImage = ['background', 'output_format', 'output_compression', 'stream', 'partial_images'] as const
const since26 = ['complexity', 'frame_count', 'frame_duration_ms', 'svg'] as const

/** The field names that a model takes, whatever the operation. */
export function commonFieldNames(model: Model): string[] {
  if (model.family === 'dall-e') return [...everywhere, 'response_format']
  const newest = model.complexities.length > 0 ? since26 : []
  return [...everywhere, ...gptImage, ...newest]
}

/** Checks a generation body against the model's rules. Throws ApiError as the provider answers. */
export function parseGeneration(
  body: Record<string, unknown>,
  model: Model,
  modelId: string,
): PictureRequest {
  const fields = new Fields(body)
  refuseStreamOnDallE(fields, model)
  const own = model.family === 'dall-e' ? (model.styles.length > 0 ? ['style'] : []) : ['moderation']
  fields.allowOnly([...commonFieldNames(model), ...own, 'stream'])
  if (!model.operations.generate) throw notSupported(modelId, 'generation')
  const request = parseShared(fields, model, modelId, null)
  fields.choice('style', model.styles)
  fields.choice('moderation', model.moderation)
  return request
}

/** The fields that both operations have, checked in one place. `like` is the first input of an edit. */
export function parseShared(
  fields: Fields,
  model: Model,
  modelId: string,
  like: Dimensions | null,
): PictureRequest {
  const prompt = fields.requiredText('prompt', model.promptMaxCharacters)
  const n = fields.integer('n', 1, model.nMax) ?? 1
  const sizeText = fields.text('size')
  // DALL·E has no `auto`: its default is the square.
  const automatic = sizeText === undefined || (sizeText === 'auto' && model.family !== 'dall-e')
  const size = automatic ? automaticSize(model, like) : parseSize(sizeText, model)
  const format = parseFormat(fields, model, n)
  const background =
    fields.choice('background', model.backgrounds) === 'transparent' ? 'transparent' : 'opaque'
  if (background === 'transparent' && format === 'jpeg')
    throw invalidRequest(
      'invalid_value',
      'background',
      "Transparent background is not supported for output_format 'jpeg'. Use 'png' or 'webp'.",
    )
  const compression = fields.integer('output_compression', 0, 100) ?? 100
  if (format === 'png' && compression !== 100)
    throw invalidRequest(
      'invalid_value',
      'output_compression',
      "Compression less than 100 is not supported for output_format 'png'.",
    )
  const stream = fields.flag('stream')
  const partialImages = fields.integer('partial_images', 0, model.partialImagesMax ?? 0) ?? 0
  if (partialImages > 0 && !stream)
    throw invalidRequest(
      'invalid_value',
      'partial_images',
      "'partial_images' is only supported when 'stream' is true.",
    )
  if (stream && n > 1)
    throw invalidRequest('invalid_value', 'n', "Streaming is only supported when 'n' is 1.")
  fields.choice('complexity', model.complexities)
  const user = fields.text('user')
  return {
    model,
    modelId,
    prompt,
    n,
    size,
    quality: parseQuality(fields, model),
    background,
    format,
    compression,
    stream,
    partialImages,
    responseFormat: fields.choice('response_format', ['url', 'b64_json'] as const) ?? 'url',
    safetyIdentifier: fields.text('safety_identifier') ?? user ?? null,
  }
}

export function refuseStreamOnDallE(fields: Fields, model: Model): void {
  if (model.partialImagesMax === null && fields.flag('stream'))
    throw invalidRequest('invalid_value', 'stream', `Streaming is not supported by the model '${model.id}'.`)
}

export function notSupported(modelId: string, what: string): ApiError {
  return invalidRequest('invalid_value', 'model', `The model '${modelId}' does not support image ${what}.`)
}

function parseQuality(fields: Fields, model: Model): Quality {
  if (model.family === 'dall-e') return fields.choice('quality', model.qualities) ?? 'standard'
  const quality = fields.choice('quality', [...model.qualities, 'auto'] as const)
  return quality === undefined || quality === 'auto' ? 'high' : quality
}

/** gif and svg exist on the newest models for projects with access, which this one never has. */
function parseFormat(fields: Fields, model: Model, n: number): OutputFormat {
  const asked = fields.text('output_format')
  const animated = model.complexities.length > 0
  if (animated && (asked === 'gif' || asked === 'svg')) {
    if (asked === 'svg' && n > 1)
      throw invalidRequest('invalid_value', 'n', "'n' must be 1 when output_format is 'svg'.")
    throw new ApiError(403, {
      message: `Your project does not have access to output_format '${asked}' on the model '${model.id}'.`,
      type: 'invalid_request_error',
      param: 'output_format',
      code: null,
    })
  }
  for (const name of ['frame_count', 'frame_duration_ms', 'svg'])
    if (fields.has(name))
      throw invalidRequest('invalid_value', name, `'${name}' needs output_format 'gif' or 'svg'.`)
  return fields.choice('output_format', model.outputFormats) ?? 'png'
}
