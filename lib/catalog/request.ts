import { z } from 'zod'
import {
  checkCompression,
  checkCount,
  checkFormatTogether,
  checkListed,
  checkPartialImages,
  checkPrompt,
  checkQuality,
  checkSize,
  parseSize,
} from './choices.ts'
import { checkInputCount } from './inputs.ts'
import type { Model, Size } from './model.ts'
import { findModel, models, nearestModelId } from './models.ts'
import { defaultParams, type ImageParams, JOB_IMAGES_MAX, sendableParams } from './params.ts'
import type { Problem } from './problem.ts'

export type { ImageParams, Problem }
export { defaultParams, JOB_IMAGES_MAX }

export interface PictureRequest {
  /** The model's own id, also where a dated snapshot was named: each model here has one and is it. */
  model: string
  prompt: string
  n: number
  params: ImageParams
  /** Ids of the uploads that it works from, in the order in which the prompt speaks of them. */
  inputs: string[]
  /** Id of the upload that says what is repainted. */
  mask: string | null
  /** What is not painted is to stay as it is in the first input; false without a mask. */
  keepUnpainted: boolean
}

export type ParsedRequest =
  | { ok: true; model: Model; request: PictureRequest }
  | { ok: false; problems: Problem[] }

/**
 * Parses `{ model, prompt, n?, params?, inputs?, mask?, keepUnpainted? }`. What is left out gets the model's default, so that the
 * request that is stored, quoted and sent is complete. Never throws; every problem is reported, not only the first. Uploads are
 * only named here; whether the model takes what the names stand for is for `checkInputs` to say.
 */
export function parsePictureRequest(input: unknown): ParsedRequest {
  const named = z.looseObject({ model: z.string() }).safeParse(input)
  if (!named.success) return { ok: false, problems: named.error.issues.flatMap(toProblems) }
  const id = named.data.model
  const model = findModel(id)
  const schema = model && schemas.get(model.id)
  if (!schema) {
    const params = { model: id.slice(0, 80) }
    return {
      ok: false,
      problems: [{ field: 'model', code: 'unknown_model', params, nearest: nearestModelId(id) }],
    }
  }
  const parsed = schema.safeParse(input)
  const problems = [...(parsed.error?.issues ?? []).flatMap(toProblems), ...checkNames(model, input)]
  if (!parsed.success || problems.length > 0) return { ok: false, problems }
  return { ok: true, model, request: { ...parsed.data, model: model.id } }
}

/** The schema of one model's request. Its issues carry the catalogue's problems in `params.problem`. */
export function requestSchema(model: Model): z.ZodType<PictureRequest> {
  const listed = <T extends string>(allowed: readonly T[], check: (value: string) => Problem | null) =>
    z.string().transform((value, context): T => {
      const found = allowed.find((each) => each === value)
      if (found !== undefined) return found
      report(context, check(value))
      return z.NEVER
    })
  const checked = <T>(type: z.ZodType<T>, check: (value: T) => Problem | null) =>
    type.superRefine((value, context) => report(context, check(value)))

  const params = z
    .strictObject({
      size: sizeSchema(model),
      quality: listed(model.qualities, (value) => checkQuality(model, value)),
      style: listed(model.styles, (value) =>
        checkListed(model, 'style', 'style_not_offered', model.styles, value),
      ),
      background: listed(model.backgrounds, (value) =>
        checkListed(model, 'background', 'background_not_offered', model.backgrounds, value),
      ),
      outputFormat: listed(model.outputFormats, (value) =>
        checkListed(model, 'outputFormat', 'format_not_offered', model.outputFormats, value),
      ),
      outputCompression: checked(z.number(), (value) => checkCompression(model, value)),
      moderation: listed(model.moderation, (value) =>
        checkListed(model, 'moderation', 'moderation_not_offered', model.moderation, value),
      ),
      complexity: listed(model.complexities, (value) =>
        checkListed(model, 'complexity', 'complexity_not_offered', model.complexities, value),
      ),
      inputFidelity: listed(model.inputFidelity, (value) =>
        checkListed(model, 'inputFidelity', 'fidelity_not_offered', model.inputFidelity, value),
      ),
      partialImages: checked(z.number(), (value) => checkPartialImages(model, value)),
    })
    .partial()
    .transform((given): ImageParams => ({ ...defaultParams(model), ...withoutUndefined(given) }))
    .superRefine((complete, context) => {
      for (const problem of checkFormatTogether(complete)) report(context, problem)
    })

  return z
    .strictObject({
      model: z.string(),
      prompt: checked(z.string(), (value) => checkPrompt(model, value)),
      n: checked(z.number(), checkCount).default(1),
      params: params.prefault({}),
      inputs: z.array(z.string()).default([]),
      mask: z.string().nullable().default(null),
      keepUnpainted: z.boolean().default(true),
    })
    .transform(({ params, ...request }) => ({
      ...request,
      keepUnpainted: request.mask !== null && request.keepUnpainted,
      params: sendableParams(params, request.inputs.length > 0),
    }))
}

const uploadId = z.uuid()
const namedInputs = z.looseObject({
  inputs: z.array(z.string()).catch([]),
  mask: z.string().nullable().catch(null),
})

/** How many uploads are named, and whether they are names at all: what no upload can be called is one that is not there. */
function checkNames(model: Model, input: unknown): Problem[] {
  const { inputs, mask } = namedInputs.parse(input)
  const tooMany = checkInputCount(model, { inputs: inputs.length, mask: mask !== null })
  if (tooMany.length > 0) return tooMany
  const isName = (id: string) => uploadId.safeParse(id).success
  const problems = inputs.flatMap((id, index) => (isName(id) ? [] : [inputGone(index + 1)]))
  if (mask !== null && !isName(mask)) problems.push(inputGone(0))
  return problems
}

/** @param number of the input, from 1; 0 for the mask */
export function inputGone(number: number): Problem {
  const field = number === 0 ? 'mask' : `inputs.${number - 1}`
  return { field, code: 'input_gone', params: { number } }
}

function sizeSchema(model: Model) {
  return z.string().transform((value, context): Size => {
    const parsed = parseSize(value)
    const problem = checkSize(model, value)
    if (parsed && !problem) return `${parsed.width}x${parsed.height}`
    report(context, problem)
    return z.NEVER
  })
}

function report(context: z.RefinementCtx, problem: Problem | null) {
  if (problem) context.addIssue({ code: 'custom', message: problem.code, params: { problem } })
}

function withoutUndefined<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T
}

function toProblems(issue: z.core.$ZodIssue): Problem[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const name = key.slice(0, 80)
      return { field: [...path, name].join('.'), code: 'unknown_field', params: { name } }
    })
  }
  if (issue.code === 'custom') {
    const problem: Problem = issue.params?.problem
    return [problem]
  }
  const expected = issue.code === 'invalid_type' ? issue.expected : 'string'
  return [{ field: path.join('.'), code: 'wrong_type', params: { expected } }]
}

const schemas = new Map(models.map((model) => [model.id, requestSchema(model)]))
