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
import type { Model, Size } from './model.ts'
import { findModel, models, nearestModelId } from './models.ts'
import { defaultParams, type ImageParams, JOB_IMAGES_MAX } from './params.ts'
import type { Problem } from './problem.ts'

export type { ImageParams, Problem }
export { defaultParams, JOB_IMAGES_MAX }

export interface GenerateRequest {
  /** The model's own id, also where a dated snapshot was named: each model here has one and is it. */
  model: string
  prompt: string
  n: number
  params: ImageParams
}

export type ParsedRequest =
  | { ok: true; model: Model; request: GenerateRequest }
  | { ok: false; problems: Problem[] }

/**
 * Parses `{ model, prompt, n?, params? }`. What is left out gets the model's default, so that the request that is
 * stored, quoted and sent is complete. Never throws; every problem is reported, not only the first.
 */
export function parseGenerateRequest(input: unknown): ParsedRequest {
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
  if (!parsed.success) return { ok: false, problems: parsed.error.issues.flatMap(toProblems) }
  return { ok: true, model, request: { ...parsed.data, model: model.id } }
}

/** The schema of one model's request. Its issues carry the catalogue's problems in `params.problem`. */
export function requestSchema(model: Model): z.ZodType<GenerateRequest> {
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
      partialImages: checked(z.number(), (value) => checkPartialImages(model, value)),
    })
    .partial()
    .transform((given): ImageParams => ({ ...defaultParams(model), ...withoutUndefined(given) }))
    .superRefine((complete, context) => {
      for (const problem of checkFormatTogether(complete)) report(context, problem)
    })

  return z.strictObject({
    model: z.string(),
    prompt: checked(z.string(), (value) => checkPrompt(model, value)),
    n: checked(z.number(), checkCount).default(1),
    params: params.prefault({}),
  })
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
