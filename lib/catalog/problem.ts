/** What can be wrong with a request for pictures; each has its sentence under `problems.<code>`. */
export const problemCodes = [
  /** params: expected (string, integer, number, object) */
  'wrong_type',
  /** A field nobody knows. params: name */
  'unknown_field',
  /** A parameter that this model does not have. params: name, model */
  'parameter_not_offered',
  /** params: model */
  'unknown_model',
  'prompt_empty',
  /** params: length, max */
  'prompt_too_long',
  /** A NUL or half a surrogate pair, which no database keeps. */
  'prompt_malformed',
  /** params: min */
  'n_too_small',
  /** params: max */
  'n_too_large',
  /** `auto` for size or quality, which nobody can price before the picture is made. params: name */
  'auto_not_priced',
  /** params: size. Not WIDTHxHEIGHT. */
  'malformed',
  /** params: size, allowed */
  'size_not_listed',
  /** params: size, multipleOf */
  'not_multiple',
  /** params: size, max */
  'edge_too_long',
  /** params: size, max (the long edge over the short one) */
  'ratio_too_wide',
  /** params: size, pixels, min */
  'too_few_pixels',
  /** params: size, pixels, max */
  'too_many_pixels',
  /** For these: params: value, allowed */
  'quality_not_offered',
  'style_not_offered',
  'background_not_offered',
  'format_not_offered',
  'moderation_not_offered',
  'complexity_not_offered',
  /** A transparent background with a format that has none. params: format, allowed */
  'transparent_needs_alpha_format',
  /** params: format, allowed */
  'compression_needs_lossy_format',
  /** params: min, max */
  'compression_out_of_range',
  /** params: max (0 where the model does not stream) */
  'partial_images_too_many',
  'partial_images_too_few',
  /** The model makes pictures from words only. params: model; nearest: one that takes them */
  'inputs_not_offered',
  /** params: model, count, max */
  'inputs_too_many',
  /** For the next two, params: model, number (from 1), and max (edge in pixels) or maxBytes and megabytes. */
  'input_not_square',
  'input_too_large',
  /** An id that is nobody's, somebody else's, or of an upload that has gone. params: number (0 for the mask) */
  'input_gone',
  'mask_needs_picture',
  /** params: model */
  'mask_not_offered',
  /** params: width, height, asWidth, asHeight */
  'mask_size_differs',
  /** params: maxBytes, megabytes */
  'mask_too_large',
  /** The model repaints only where a mask or the picture's own transparency says. params: model */
  'mask_needed',
  /** params: value, allowed */
  'fidelity_not_offered',
] as const

export type ProblemCode = (typeof problemCodes)[number]

/** What is wrong with one field of a request. Same shape as in lib/http, with the catalogue's own codes. */
export interface Problem {
  /** Path in the request: `prompt`, `n`, `model`, `params.size`; empty for the request as a whole. */
  field: string
  code: ProblemCode
  params?: Record<string, string | number>
  /** The allowed value nearest to what was sent, where there is one. */
  nearest?: string | number
}
