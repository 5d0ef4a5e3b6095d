import sharp from 'sharp'
import type { Model } from '#lib/catalog/model.ts'
import { invalidRequest, missingParameter, unknownParameter } from '../api-error.ts'
import { Fields } from './fields.ts'
import { type InputPicture, inspectPicture, type SentPicture, unreadable } from './input-picture.ts'
import {
  commonFieldNames,
  notSupported,
  type PictureRequest,
  parseShared,
  refuseStreamOnDallE,
} from './picture-request.ts'

/** What came in, the same for multipart and JSON. */
export interface SentEdit {
  fields: Record<string, unknown>
  images: SentPicture[]
  mask: SentPicture | null
  markup: SentPicture | null
  json: boolean
}

export interface EditRequest extends PictureRequest {
  images: InputPicture[]
  mask: InputPicture | null
  markup: InputPicture | null
  highFidelity: boolean
}

/** Checks an edit against the model's rules. Throws ApiError as the provider answers. */
export async function parseEdit(sent: SentEdit, model: Model, modelId: string): Promise<EditRequest> {
  const fields = new Fields(sent.fields)
  refuseStreamOnDallE(fields, model)
  const own =
    model.family === 'dall-e' ? [] : sent.json ? ['input_fidelity', 'moderation'] : ['input_fidelity']
  fields.allowOnly([...commonFieldNames(model), ...own, 'stream'])
  if (!model.operations.edit || model.inputs === null) throw notSupported(modelId, 'edits')
  if (sent.json && model.family === 'dall-e') throw notSupported(modelId, 'edits with a JSON body')
  fields.choice('moderation', model.moderation)
  const highFidelity = parseFidelity(fields, model, modelId)
  const images = await inspectImages(
    sent,
    model.inputs.imagesMax,
    model.inputs.imageMaxBytes,
    model.inputs.square,
  )
  const first = images[0]
  if (first === undefined) throw missingParameter(sent.json ? 'images' : 'image')
  const request = parseShared(fields, model, modelId, first.dimensions)
  const mask = await inspectMask(sent, first, model)
  const markup = await inspectMarkup(sent, first, model)
  return { ...request, images, mask, markup, highFidelity }
}

function parseFidelity(fields: Fields, model: Model, modelId: string): boolean {
  if (!fields.has('input_fidelity')) return false
  if (model.inputFidelity.length === 0)
    throw invalidRequest(
      'invalid_value',
      'input_fidelity',
      `The model '${modelId}' does not support the 'input_fidelity' parameter.`,
    )
  return fields.choice('input_fidelity', model.inputFidelity) === 'high'
}

async function inspectImages(sent: SentEdit, most: number, maxBytes: number, squarePng: boolean) {
  if (sent.images.length > most)
    throw invalidRequest(
      'array_above_max_length',
      sent.json ? 'images' : 'image',
      `Invalid 'image': too many images. Expected at most ${most}, but got ${sent.images.length} instead.`,
    )
  const images: InputPicture[] = []
  for (const image of sent.images) images.push(await inspectPicture(image, maxBytes))
  for (const image of images) {
    if (!squarePng) continue
    if (image.format !== 'png')
      throw invalidRequest('unsupported_file_mimetype', 'image', "Invalid input image: format must be 'png'.")
    if (image.dimensions.width !== image.dimensions.height)
      throw invalidRequest('invalid_image_format', 'image', 'Uploaded image must be square.')
    if (sent.mask === null && !image.hasAlpha)
      throw invalidRequest(
        'invalid_image_format',
        'image',
        'Without a mask the image must have transparent parts.',
      )
  }
  return images
}

/** PNG with an alpha channel, as large as the first image. */
async function inspectMask(sent: SentEdit, first: InputPicture, model: Model): Promise<InputPicture | null> {
  if (sent.mask === null) return null
  if (!model.operations.mask) throw unknownParameter('mask')
  if (sent.markup !== null)
    throw invalidRequest('invalid_value', 'markup', "'markup' and 'mask' cannot be used together.")
  const mask = await inspectPicture(sent.mask, model.maskMaxBytes ?? 4 * 1024 * 1024)
  refuseOtherSize(mask, first)
  if (mask.format !== 'png')
    throw invalidRequest(
      'unsupported_file_mimetype',
      'mask',
      "Invalid mask image format - the mask must be 'png'.",
    )
  if (!mask.hasAlpha)
    throw invalidRequest(
      'invalid_image_format',
      'mask',
      'Invalid mask image format - mask image missing alpha channel.',
    )
  return mask
}

/** A drawing on the first image: transparent PNG of the same size with something left transparent. */
async function inspectMarkup(
  sent: SentEdit,
  first: InputPicture,
  model: Model,
): Promise<InputPicture | null> {
  if (sent.markup === null) return null
  if (!model.operations.markup) throw unknownParameter('markup')
  const markup = await inspectPicture(sent.markup, model.inputs?.imageMaxBytes ?? 50 * 1024 * 1024)
  refuseOtherSize(markup, first)
  const stats = markup.hasAlpha
    ? await sharp(markup.bytes)
        .stats()
        .catch(() => {
          throw unreadable('markup')
        })
    : null
  if (markup.format !== 'png' || stats === null || stats.isOpaque)
    throw invalidRequest(
      'invalid_image_format',
      'markup',
      'Invalid markup image - it must be a PNG with transparent pixels.',
    )
  return markup
}

function refuseOtherSize(picture: InputPicture, first: InputPicture): void {
  const { width, height } = picture.dimensions
  if (width === first.dimensions.width && height === first.dimensions.height) return
  throw invalidRequest(
    'invalid_image_format',
    picture.name,
    `Invalid ${picture.name} image size - the ${picture.name} (${width}x${height}) must have the same dimensions as the first image (${first.dimensions.width}x${first.dimensions.height}).`,
  )
}
