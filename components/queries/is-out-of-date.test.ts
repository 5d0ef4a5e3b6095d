import { expect, it } from 'vitest'
import { ApiError } from './api.ts'
import { isOutOfDate } from './is-out-of-date.ts'

it('has a page fetched anew for what has changed on the server, and not for a line or a session that is gone', () => {
  expect(isOutOfDate(new ApiError('quote_changed'))).toBe(true)
  expect(isOutOfDate(new ApiError('model_unavailable'))).toBe(true)
  for (const code of ['network', 'unauthenticated', 'insufficient_credits', 'internal'] as const) {
    expect(isOutOfDate(new ApiError(code))).toBe(false)
  }
  expect(isOutOfDate(new TypeError('Failed to fetch'))).toBe(false)
})
