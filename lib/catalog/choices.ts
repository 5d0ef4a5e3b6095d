import type { Model, OutputFormat, Quality, Size, SizeRule } from './model.ts'
import { JOB_IMAGES_MAX } from './params.ts'
import type { Problem, ProblemCode } from './problem.ts'

/** No zod here: the form asks these same questions in the browser. */

export const alphaFormats: readonly OutputFormat[] = ['png', 'webp']
export const lossyFormats: readonly OutputFormat[] = ['jpeg', 'webp']

export interface SizeChoice {
  size: Size
  width: number
  height: number
  /** The provider calls results this large experimental. */
  experimental: boolean
}

/** The sizes a form shows: all of a list, the popular ones of a rule (which takes others too). */
export function sizeChoices(model: Model): SizeChoice[] {
  const limit = model.sizeRule?.experimentalAbovePixels ?? Number.POSITIVE_INFINITY
  return (model.sizes ?? model.sizeRule?.popular ?? []).flatMap((size) => {
    const parsed = parseSize(size)
    return parsed ? [{ size, ...parsed, experimental: parsed.width * parsed.height > limit }] : []
  })
}

/** Whole pixels without leading zeros, up to five digits each; null for anything else. */
export function parseSize(size: string): { width: number; height: number } | null {
  const match = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(size)
  return match ? { width: Number(match[1]), height: Number(match[2]) } : null
}

/**
 * Characters as Unicode code points: 画 and 🎨 are one each. The provider publishes its limits in characters and does not
 * say which; code points are what people count, bar joined emoji, and mean the same in the browser, here and in SQL.
 */
export function promptLength(prompt: string): number {
  let length = 0
  for (const _ of prompt) length++
  return length
}

export function checkPrompt(model: Model, prompt: string): Problem | null {
  const field = 'prompt'
  // Zero-width and control characters alone are nothing to paint.
  if (/^[\s\p{Cf}\p{Cc}]*$/u.test(prompt) && !prompt.includes('\0')) return { field, code: 'prompt_empty' }
  if (prompt.includes('\0') || !prompt.isWellFormed()) return { field, code: 'prompt_malformed' }
  const length = promptLength(prompt)
  const max = model.promptMaxCharacters
  return length > max ? { field, code: 'prompt_too_long', params: { length, max }, nearest: max } : null
}

export function checkCount(n: number): Problem | null {
  const field = 'n'
  if (!Number.isInteger(n)) return { field, code: 'wrong_type', params: { expected: 'integer' } }
  if (n < 1) return { field, code: 'n_too_small', params: { min: 1 }, nearest: 1 }
  if (n > JOB_IMAGES_MAX) {
    return { field, code: 'n_too_large', params: { max: JOB_IMAGES_MAX }, nearest: JOB_IMAGES_MAX }
  }
  return null
}

export function checkSize(model: Model, size: string): Problem | null {
  const field = 'params.size'
  if (size === 'auto') {
    return { field, code: 'auto_not_priced', params: { name: 'size' }, nearest: model.defaultSize }
  }
  const parsed = parseSize(size)
  if (!parsed) {
    return { field, code: 'malformed', params: { size: size.slice(0, 40) }, nearest: model.defaultSize }
  }
  const { width, height } = parsed
  const nearest = nearestSize(model, width, height)
  if (model.sizes) {
    if (model.sizes.some((listed) => listed === size)) return null
    return { field, code: 'size_not_listed', params: { size, allowed: model.sizes.join(', ') }, nearest }
  }
  const broken = model.sizeRule ? brokenSizeRule(model.sizeRule, width, height) : null
  return broken && { field, code: broken.code, params: { size, ...broken.params }, nearest }
}

/**
 * The allowed size closest in shape, then in area; always one that `checkSize` accepts, whatever is asked for.
 * A size that is allowed is its own nearest.
 */
export function nearestSize(model: Model, width: number, height: number): Size {
  if (!(width > 0 && height > 0 && Number.isFinite(width) && Number.isFinite(height)))
    return model.defaultSize
  if (model.sizeRule) return nearestByRule(model.sizeRule, width, height) ?? model.defaultSize
  let nearest = { size: model.defaultSize, shape: Number.POSITIVE_INFINITY, area: Number.POSITIVE_INFINITY }
  for (const choice of sizeChoices(model)) {
    const shape = distance(choice.width / choice.height, width / height)
    const area = distance(choice.width * choice.height, width * height)
    if (shape < nearest.shape || (shape === nearest.shape && area < nearest.area)) {
      nearest = { size: choice.size, shape, area }
    }
  }
  return nearest.size
}

function brokenSizeRule(
  rule: SizeRule,
  width: number,
  height: number,
): { code: ProblemCode; params: Record<string, number> } | null {
  const { multipleOf, maxEdge, maxAspectRatio, minPixels, maxPixels } = rule
  const long = Math.max(width, height)
  const short = Math.min(width, height)
  const pixels = width * height
  if (long > maxEdge) return { code: 'edge_too_long', params: { max: maxEdge } }
  if (long > short * maxAspectRatio) return { code: 'ratio_too_wide', params: { max: maxAspectRatio } }
  if (pixels < minPixels) return { code: 'too_few_pixels', params: { pixels, min: minPixels } }
  if (pixels > maxPixels) return { code: 'too_many_pixels', params: { pixels, max: maxPixels } }
  if (width % multipleOf !== 0 || height % multipleOf !== 0) {
    return { code: 'not_multiple', params: { multipleOf } }
  }
  return null
}

/** Brings shape, area and edge into bounds as real numbers, then takes the best of the whole steps around that point. */
function nearestByRule(rule: SizeRule, width: number, height: number): Size | null {
  const shape = clamp(width / height, 1 / rule.maxAspectRatio, rule.maxAspectRatio)
  const area = clamp(width * height, rule.minPixels, rule.maxPixels)
  const shrink = Math.min(1, rule.maxEdge / Math.sqrt(area * Math.max(shape, 1 / shape)))
  const ideal = { width: Math.sqrt(area * shape) * shrink, height: Math.sqrt(area / shape) * shrink }

  let nearest: { size: Size; far: number } | null = null
  for (const w of stepsAround(ideal.width, rule.multipleOf)) {
    for (const h of stepsAround(ideal.height, rule.multipleOf)) {
      if (brokenSizeRule(rule, w, h)) continue
      const far = distance(w, ideal.width) + distance(h, ideal.height)
      if (!nearest || far < nearest.far) nearest = { size: `${w}x${h}`, far }
    }
  }
  return nearest?.size ?? null
}

function stepsAround(length: number, step: number): number[] {
  const below = Math.floor(length / step)
  return [-1, 0, 1, 2].map((offset) => (below + offset) * step).filter((each) => each > 0)
}

/** How far two lengths, areas or shapes are apart, as a factor: twice and half are equally far. */
function distance(a: number, b: number): number {
  return Math.abs(Math.log(a / b))
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}

// DALL·E's labels among the others: what a person who asks for them would want.
const qualityRanks: Record<Quality, number> = {
  low: 1,
  standard: 2,
  medium: 2,
  high: 3,
  hd: 3,
  xhigh: 4,
  max: 5,
}

/** The model's quality closest in name: standard ↔ medium, hd ↔ high. */
export function nearestQuality(model: Model, label: Quality): Quality {
  const rank = qualityRanks[label]
  let nearest = model.defaultQuality
  for (const quality of model.qualities) {
    const nearer = Math.abs(qualityRanks[quality] - rank) < Math.abs(qualityRanks[nearest] - rank)
    if (nearer || quality === label) nearest = quality
  }
  return nearest
}

export function checkQuality(model: Model, quality: string): Problem | null {
  const field = 'params.quality'
  if (quality === 'auto') {
    return { field, code: 'auto_not_priced', params: { name: 'quality' }, nearest: model.defaultQuality }
  }
  const nearest = isQuality(quality) ? nearestQuality(model, quality) : model.defaultQuality
  return checkListed(model, 'quality', 'quality_not_offered', model.qualities, quality, nearest)
}

function isQuality(label: string): label is Quality {
  return Object.hasOwn(qualityRanks, label)
}

/** One question for all parameters that have a list: does the model have it at all, and is this value on its list? */
export function checkListed(
  model: Model,
  name: string,
  code: ProblemCode,
  allowed: readonly string[],
  value: string,
  nearest: string | undefined = allowed[0],
): Problem | null {
  if (allowed.length === 0) return notOffered(model, name)
  if (allowed.includes(value)) return null
  const params = { value: value.slice(0, 40), allowed: allowed.join(', ') }
  return { field: `params.${name}`, code, params, nearest }
}

function notOffered(model: Model, name: string): Problem {
  return { field: `params.${name}`, code: 'parameter_not_offered', params: { name, model: model.id } }
}

export function checkCompression(model: Model, compression: number): Problem | null {
  const field = 'params.outputCompression'
  if (!model.outputCompression) return notOffered(model, 'outputCompression')
  if (!Number.isInteger(compression)) return { field, code: 'wrong_type', params: { expected: 'integer' } }
  if (compression >= 0 && compression <= 100) return null
  const nearest = clamp(compression, 0, 100)
  return { field, code: 'compression_out_of_range', params: { min: 0, max: 100 }, nearest }
}

export function checkPartialImages(model: Model, partialImages: number): Problem | null {
  const field = 'params.partialImages'
  const max = model.partialImagesMax ?? 0
  if (!Number.isInteger(partialImages)) return { field, code: 'wrong_type', params: { expected: 'integer' } }
  if (partialImages < 0) return { field, code: 'partial_images_too_few', params: { min: 0 }, nearest: 0 }
  if (partialImages > max) return { field, code: 'partial_images_too_many', params: { max }, nearest: max }
  return null
}

/** Where the format does not fit the background or the compression that go with it. */
export function checkFormatTogether(params: {
  outputFormat?: OutputFormat
  background?: string
  outputCompression?: number
}): Problem[] {
  const { outputFormat: format, background, outputCompression } = params
  const problems: Problem[] = []
  if (format === undefined) return problems
  if (background === 'transparent' && !alphaFormats.includes(format)) {
    const allowed = alphaFormats.join(', ')
    const code = 'transparent_needs_alpha_format'
    problems.push({ field: 'params.outputFormat', code, params: { format, allowed }, nearest: 'png' })
  }
  if (outputCompression !== undefined && !lossyFormats.includes(format)) {
    const allowed = lossyFormats.join(', ')
    const code = 'compression_needs_lossy_format'
    problems.push({ field: 'params.outputCompression', code, params: { format, allowed } })
  }
  return problems
}
