import type { Model } from './model.ts'
import { models } from './models.ts'
import type { Problem } from './problem.ts'

/** What the catalogue has to know of a stored input. Pixels and bytes as it will be sent. */
export interface InputFacts {
  width: number
  height: number
  mediaType: string
  sizeBytes: number
  hasAlpha: boolean
}

/** What a form or a request works from. */
export interface Inputs<Facts extends InputFacts = InputFacts> {
  inputs: readonly Facts[]
  mask: Facts | null
}

/** DALL·E 2 makes squares of at most 1024 pixels, and works from no larger ones. */
export const SQUARE_EDGE_MAX = 1024

/**
 * What is wrong with working from these pictures on this model; empty when it takes them. Asked by the form before it costs anything,
 * and by the server again.
 */
export function checkInputs(model: Model, { inputs, mask }: Inputs): Problem[] {
  const rules = model.inputs
  const [first] = inputs
  const problems = checkInputCount(model, { inputs: inputs.length, mask: mask !== null })
  if (!first || !model.operations.edit || !rules) return problems
  const about = { model: model.id }
  for (const [index, input] of inputs.entries()) {
    const field = `inputs.${index}`
    const params = { ...about, number: index + 1 }
    if (rules.square && !isFitSquare(input, rules.imageMaxBytes)) {
      problems.push({ field, code: 'input_not_square', params: { ...params, max: SQUARE_EDGE_MAX } })
    } else if (input.sizeBytes >= rules.imageMaxBytes) {
      problems.push({
        field,
        code: 'input_too_large',
        params: { ...params, ...boundOf(rules.imageMaxBytes) },
      })
    }
  }
  if (mask && (mask.width !== first.width || mask.height !== first.height)) {
    const params = { width: mask.width, height: mask.height, asWidth: first.width, asHeight: first.height }
    problems.push({ field: 'mask', code: 'mask_size_differs', params })
  }
  if (mask && model.maskMaxBytes !== null && mask.sizeBytes >= model.maskMaxBytes) {
    problems.push({ field: 'mask', code: 'mask_too_large', params: boundOf(model.maskMaxBytes) })
  }
  // Where only one square is taken, the picture alone says nothing: its own transparency may stand for the mask.
  if (rules.square && !mask && !first.hasAlpha) {
    problems.push({ field: 'mask', code: 'mask_needed', params: about })
  }
  return problems
}

/** The part of it that needs no more than their number. */
export function checkInputCount(
  model: Model,
  { inputs, mask }: { inputs: number; mask: boolean },
): Problem[] {
  if (inputs === 0) return mask ? [{ field: 'mask', code: 'mask_needs_picture' }] : []
  const nearest = nearestModelFor(model, { inputs, mask })?.id
  const about = { model: model.id }
  if (!model.operations.edit || !model.inputs) {
    return [{ field: 'inputs', code: 'inputs_not_offered', params: about, ...(nearest && { nearest }) }]
  }
  const problems: Problem[] = []
  const max = model.inputs.imagesMax
  if (inputs > max) {
    const params = { ...about, max, count: inputs }
    problems.push({ field: 'inputs', code: 'inputs_too_many', params, ...(nearest && { nearest }) })
  }
  if (mask && !model.operations.mask) {
    problems.push({ field: 'mask', code: 'mask_not_offered', params: about, ...(nearest && { nearest }) })
  }
  return problems
}

function boundOf(maxBytes: number) {
  return { maxBytes, megabytes: Math.floor(maxBytes / 1024 ** 2) }
}

function isFitSquare({ width, height, mediaType, sizeBytes }: InputFacts, maxBytes: number): boolean {
  return width === height && width <= SQUARE_EDGE_MAX && mediaType === 'image/png' && sizeBytes < maxBytes
}

/** The model of the catalogue that can take so much and is made most like this one: same family first, then the newest. */
export function nearestModelFor(model: Model, needs: { inputs: number; mask: boolean }): Model | null {
  const able = models.filter(
    (each) =>
      each.id !== model.id &&
      each.lifecycle.state !== 'shut_down' &&
      each.operations.edit &&
      each.inputs !== null &&
      needs.inputs <= each.inputs.imagesMax &&
      (!needs.mask || each.operations.mask),
  )
  const newest = [...able].sort((one, other) => (other.released ?? '').localeCompare(one.released ?? ''))
  return newest.find(({ family }) => family === model.family) ?? newest[0] ?? null
}
