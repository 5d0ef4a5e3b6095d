import { z } from 'zod'
import type { CallFailure } from '#lib/providers/provider.ts'

/** Why an image failed, as stored and as told; the sentence of each code stands in messages under `failures`. */
export const failureSchema = z.object({
  code: z.enum([
    'moderation_blocked',
    'request_refused',
    'model_gone',
    'provider_unavailable',
    'no_answer',
    'bad_picture',
    'internal',
  ]),
  params: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
})

export type Failure = z.infer<typeof failureSchema>

const moderationCodes = new Set([
  'moderation_blocked',
  'content_policy_violation',
  'image_content_policy_violation',
])

/** What the user is told of a call that will not be tried again. The provider's own words stay in the log. */
export function failureOf(error: CallFailure): Failure {
  if (moderationCodes.has(error.code)) {
    const { stage, categories } = error.moderation ?? { stage: 'unknown', categories: [] }
    return { code: 'moderation_blocked', params: { stage, categories: categories.join(', ') } }
  }
  if (error.code === 'model_not_found') return { code: 'model_gone', params: {} }
  if (error.kind === 'refused') return { code: 'request_refused', params: { reason: error.code } }
  if (error.kind === 'ambiguous') return { code: 'no_answer', params: {} }
  return { code: 'provider_unavailable', params: {} }
}
