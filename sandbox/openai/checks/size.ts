import type { Model, SizeRule } from '#lib/catalog/model.ts'
import { invalidRequest, invalidValue } from '../api-error.ts'

export interface Dimensions {
  width: number
  height: number
}

/** `1024x1536` to pixels; throws the provider's `invalid_value` where the model does not make that size. */
export function parseSize(text: string, model: Model): Dimensions {
  const match = /^([1-9]\d{1,4})x([1-9]\d{1,4})$/.exec(text)
  if (model.sizes !== null && !model.sizes.some((size) => size === text))
    throw invalidValue('size', text, model.family === 'dall-e' ? model.sizes : [...model.sizes, 'auto'])
  if (!match) throw refuse(text, 'Expected WIDTHxHEIGHT or auto')
  const size = { width: Number(match[1]), height: Number(match[2]) }
  const broken = model.sizeRule === null ? null : brokenRule(size, model.sizeRule)
  if (broken !== null) throw refuse(text, broken)
  return size
}

function brokenRule({ width, height }: Dimensions, rule: SizeRule): string | null {
  if (width % rule.multipleOf !== 0 || height % rule.multipleOf !== 0)
    return `Width and height must both be divisible by ${rule.multipleOf}`
  if (Math.max(width, height) > rule.maxEdge) return `The longest edge must be at most ${rule.maxEdge} pixels`
  if (Math.max(width, height) > rule.maxAspectRatio * Math.min(width, height))
    return `The aspect ratio must be between 1:${rule.maxAspectRatio} and ${rule.maxAspectRatio}:1`
  if (width * height < rule.minPixels) return `The image must have at least ${rule.minPixels} pixels`
  if (width * height > rule.maxPixels) return `The image must have at most ${rule.maxPixels} pixels`
  return null
}

function refuse(text: string, why: string): Error {
  return invalidRequest('invalid_value', 'size', `Invalid size '${text}'. ${why}.`)
}

/** What `auto` comes to: the offered size whose shape is nearest to the first input; a square without one. */
export function automaticSize(model: Model, like: Dimensions | null): Dimensions {
  const offered = model.sizes ?? model.sizeRule?.popular ?? []
  const wanted = like === null ? 0 : Math.log(like.width / like.height)
  let best: Dimensions = { width: 1024, height: 1024 }
  for (const size of offered) {
    const [width, height] = size.split('x').map(Number)
    if (width === undefined || height === undefined || width * height > 2_000_000) continue
    if (distance(width, height, wanted) < distance(best.width, best.height, wanted) - 1e-9)
      best = { width, height }
  }
  return best
}

function distance(width: number, height: number, wantedLogRatio: number): number {
  return Math.abs(Math.log(width / height) - wantedLogRatio)
}
