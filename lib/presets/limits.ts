import { AppError } from '#lib/http/app-error.ts'

/** Most presets, and most snippets, that one user may keep. */
export const KEPT_MAX = 100

/** Something is kept as often as it may be. @returns the error to throw */
export function tooManyKept(): AppError {
  return new AppError('invalid_request', {
    problems: [{ field: 'name', code: 'too_many_kept', params: { max: KEPT_MAX } }],
  })
}
