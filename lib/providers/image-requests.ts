import type { ImageEditParamsNonStreaming, ImageGenerateParamsNonStreaming } from 'openai/resources/images'
import { findModel } from '#lib/catalog/models.ts'
import type { ImageCall, InputFile } from './provider.ts'

/** Our parameters in the API's names, as far as both ways take them. What the model does not have is absent from `params` already. */
function commonFields(call: ImageCall) {
  const { params } = call
  const isDallE = findModel(call.model)?.family === 'dall-e'
  return {
    model: call.model,
    prompt: call.prompt,
    n: 1,
    size: params.size,
    quality: params.quality,
    ...(params.background && { background: params.background }),
    ...(params.outputFormat && { output_format: params.outputFormat }),
    ...(params.outputCompression !== undefined && { output_compression: params.outputCompression }),
    ...(params.complexity && { complexity: params.complexity }),
    // `safety_identifier` came after DALL·E, whose contract knows `user`.
    ...(isDallE
      ? { user: call.safetyIdentifier, response_format: 'b64_json' as const }
      : { safety_identifier: call.safetyIdentifier }),
  }
}

/** A picture from words. */
export function generateBody(call: ImageCall): Omit<ImageGenerateParamsNonStreaming, 'stream'> {
  const { style, moderation } = call.params
  return { ...commonFields(call), ...(style && { style }), ...(moderation && { moderation }) }
}

/** A picture from pictures. The form that carries files has no `moderation`, whatever the model. */
export function editBody(call: ImageCall): Omit<ImageEditParamsNonStreaming, 'stream'> {
  const { inputFidelity, quality } = call.params
  const [first, ...others] = call.inputs.map(partOf)
  if (!first) throw new Error('an edit without a picture')
  return {
    ...commonFields(call),
    // `hd` is DALL·E 3's, which takes no pictures.
    quality: quality === 'hd' ? undefined : quality,
    // A list becomes parts named `image[]`, which DALL·E does not know.
    image: others.length > 0 ? [first, ...others] : first,
    ...(call.mask && { mask: partOf(call.mask) }),
    ...(inputFidelity && { input_fidelity: inputFidelity }),
  }
}

/** A part without a media type of its own would be called `application/octet-stream`, which is refused. */
function partOf({ name, mediaType, blob }: InputFile): File {
  return new File([blob], name, { type: mediaType })
}
