import type { FailureCode } from './failure.ts'

/** The same request would only be refused again: its user changes it first. */
const declinedCodes: readonly FailureCode[] = [
  'moderation_blocked',
  'request_refused',
  'input_refused',
  'input_too_large',
  'model_gone',
]

/** Whether an image can be tried again as it is, and was not yet. */
export function canRetry(image: {
  state: string
  errorCode: string | null
  retryJobId: string | null
}): boolean {
  const { state, errorCode, retryJobId } = image
  return state === 'failed' && retryJobId === null && !declinedCodes.some((code) => code === errorCode)
}
