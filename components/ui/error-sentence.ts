import { ApiError } from '#components/queries/api.ts'
import type { Problem } from '#lib/http/app-error.ts'
import type { Translate } from '#lib/i18n/translate.ts'

/** The sentence for any error; details that the server sent (how many credits, how many seconds) are in it. */
export function errorSentence(t: Translate<'errors'>, error: unknown): string {
  if (!(error instanceof ApiError)) return t('internal')
  const params = { ...error.details.params }
  const seconds = error.details.retryAfterSeconds ?? params.seconds
  if (error.code === 'too_many_requests' && seconds !== undefined) {
    return t('too_many_requests_wait', { seconds })
  }
  const missing = params.missing ?? params.missingCredits
  if (error.code === 'insufficient_credits' && missing !== undefined) {
    return t('insufficient_credits_missing', { missing })
  }
  return t.maybe(error.code, params) ?? t('internal')
}

/** What is wrong with one field, and the nearest allowed value where the server names one. */
export function problemSentence(t: Translate<'problems'>, problem: Problem): string {
  const sentence = t.maybe(problem.code, problem.params) ?? t('fallback')
  return problem.nearest === undefined
    ? sentence
    : `${sentence} ${t('nearest', { nearest: String(problem.nearest).replace('x', ' × ') })}`
}
