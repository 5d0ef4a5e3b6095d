import { z } from 'zod'
import type { CallFailure } from '#lib/providers/provider.ts'

/** Why an image failed, as stored and as told; the sentence of each code stands in messages under `failures`. */
export const failureCodes = [
  'moderation_blocked',
  'request_refused',
  'input_refused',
  'input_too_large',
  /** A file that it works from is not in storage any more. */
  'input_missing',
  'model_gone',
  /** It asked to wait for as long as we were ready to. */
  'provider_busy',
  /** It failed several times in a row. */
  'provider_unavailable',
  'provider_unreachable',
  /** The operator's account. */
  'provider_stopped',
  /** The image waited for a provider that this site does not use any more. */
  'provider_gone',
  'no_answer',
  'bad_picture',
  'internal',
] as const

export type FailureCode = (typeof failureCodes)[number]

export const failureSchema = z.object({
  /** A row may have been written by a newer version of the site than the one that reads it. */
  code: z.enum(failureCodes).catch('internal'),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})

export type Failure = z.infer<typeof failureSchema>

/**
 * What the user is told of a call that will not be tried again. The provider's own words stay in the log.
 * The params are names of the API: `stage` and `categories` (with commas between) of a moderation block, `reason` and
 * `part` (the parameter that was refused, or '') of a refusal. Pages have words for them.
 */
export function failureOf(error: CallFailure): Failure {
  const code = error.says
  if (code === 'moderation_blocked') {
    const { stage, categories } = error.moderation ?? { stage: 'unknown', categories: [] }
    return { code, params: { stage, categories: categories.join(', ') } }
  }
  if (code === 'request_refused') return { code, params: { reason: error.code, part: error.param ?? '' } }
  return { code, params: {} }
}
