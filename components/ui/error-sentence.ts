import { ApiError } from '#components/queries/api.ts'
import type { Problem } from '#lib/http/app-error.ts'
import type { Translate } from '#lib/i18n/translate.ts'
import { modelName } from './model-name.ts'

/** The sentence for any error; details that the server sent (how many credits, how many seconds) are in it. */
export function errorSentence(t: Translate<'errors'>, error: unknown): string {
  if (!(error instanceof ApiError)) return t('internal')
  const params = { ...error.details.params }
  const seconds = error.details.retryAfterSeconds ?? params.seconds
  if (error.code === 'too_many_requests' && seconds !== undefined) {
    return waitSentence(t, Number(seconds))
  }
  const missing = params.missing ?? params.missingCredits
  if (error.code === 'insufficient_credits' && missing !== undefined) {
    return t('insufficient_credits_missing', { missing })
  }
  return t.maybe(error.code, params) ?? t('internal')
}

/** Nobody counts 3,540 seconds: long waits are told in minutes, rounded up so that trying again then is not too early. */
function waitSentence(t: Translate<'errors'>, seconds: number): string {
  return seconds > 90
    ? t('too_many_requests_wait_minutes', { minutes: Math.ceil(seconds / 60) })
    : t('too_many_requests_wait', { seconds })
}

/** What is wrong with one field, and the nearest allowed value where the server names one. */
export function problemSentence(t: Translate<'problems'>, problem: Problem): string {
  const { model, ...params } = problem.params ?? {}
  const named = model === undefined ? params : { ...params, model: modelName(String(model)) }
  const sentence = t.maybe(problem.code, named) ?? t('fallback')
  return problem.nearest === undefined
    ? sentence
    : t('nearest', { sentence, nearest: nearestText(problem.nearest) })
}

/** Sizes are written as the form shows them; other values may have an x of their own (`max`). */
function nearestText(nearest: string | number): string {
  return String(nearest).replace(/^(\d+)x(\d+)$/, '$1 × $2')
}
