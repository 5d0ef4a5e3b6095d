import { checkSize, nearestQuality, nearestSize, parseSize } from './choices.ts'
import type { Family, Model, Quality, Size } from './model.ts'
import { defaultParams, type ImageParams } from './params.ts'
import { outputNanoUsd } from './quote.ts'

export interface SwitchedParams {
  params: ImageParams
  /** What the new model does differently from what was asked for, dropped parameters included. */
  changed: (keyof ImageParams)[]
}

/** Carries parameters over to another model: what it has stays, the rest goes to the nearest it has. */
export function switchModel(from: Model, given: ImageParams, to: Model): SwitchedParams {
  const params = defaultParams(to)
  params.size = switchSize(given.size, to)
  params.quality = switchQuality(from, given, to, params.size)
  if (allows(to.styles, given.style)) params.style = given.style
  if (allows(to.backgrounds, given.background)) params.background = given.background
  if (allows(to.outputFormats, given.outputFormat)) params.outputFormat = given.outputFormat
  if (allows(to.moderation, given.moderation)) params.moderation = given.moderation
  if (allows(to.complexities, given.complexity)) params.complexity = given.complexity
  if (allows(to.inputFidelity, given.inputFidelity)) params.inputFidelity = given.inputFidelity
  params.partialImages = Math.min(given.partialImages, to.partialImagesMax ?? 0)
  if (given.outputCompression !== undefined && to.outputCompression) {
    params.outputCompression = given.outputCompression
  }
  // A parameter that was never asked for and now has a default is no change to the person who asked.
  const keys = Object.keys(given) as (keyof ImageParams)[]
  const changed = keys.filter((key) => given[key] !== undefined && given[key] !== params[key])
  return { params, changed }
}

function switchSize(size: Size, to: Model): Size {
  if (checkSize(to, size) === null) return size
  const parsed = parseSize(size)
  return parsed ? nearestSize(to, parsed.width, parsed.height) : to.defaultSize
}

/**
 * Between DALL·E and the others by label, as between 2.5 and 2.6, which share theirs. Else by price, because the labels
 * moved with 2.5: its `high` is gpt-image-2's `medium`, in work and in price.
 */
function switchQuality(from: Model, given: ImageParams, to: Model, size: Size): Quality {
  const before = outputNanoUsd(from, given)
  const sameLabels = labelling(from.family) === labelling(to.family)
  if (sameLabels || from.family === 'dall-e' || to.family === 'dall-e' || before === null) {
    return nearestQuality(to, given.quality)
  }
  let best = nearestQuality(to, given.quality)
  let bestFactor = priceFactor(before, outputNanoUsd(to, { size, quality: best }))
  for (const quality of to.qualities) {
    const factor = priceFactor(before, outputNanoUsd(to, { size, quality }))
    if (factor < bestFactor) [best, bestFactor] = [quality, factor]
  }
  return best
}

function labelling(family: Family): 'dall-e' | 'first' | 'second' {
  if (family === 'dall-e') return 'dall-e'
  return family === 'gpt-image-2.5' || family === 'gpt-image-2.6' ? 'second' : 'first'
}

/** How many times dearer or cheaper. Only compared, never charged, so a float will do. */
function priceFactor(before: bigint, after: bigint | null): number {
  if (after === null) return Number.POSITIVE_INFINITY
  return Math.abs(Math.log(Number(after) / Number(before)))
}

function allows<T>(list: readonly T[], value: T | undefined): value is T {
  return value !== undefined && list.includes(value)
}
