import { describe, expect, it } from 'vitest'
import { ApiError } from '#components/queries/api.ts'
import { translator } from '#lib/i18n/messages.ts'
import { errorSentence, problemSentence } from './error-sentence.ts'

function tooMany(retryAfterSeconds: number): ApiError {
  return new ApiError('too_many_requests', { retryAfterSeconds })
}

describe('errorSentence', () => {
  it.each([
    [1, '1 second.'],
    [90, '90 seconds.'],
    [91, '2 minutes.'],
    [3540, '59 minutes.'],
    [3541, '60 minutes.'],
  ])('tells a wait of %i s as %s', (seconds, words) => {
    const sentence = errorSentence(translator('en', 'errors'), tooMany(seconds))
    expect(sentence.endsWith(` ${words}`), sentence).toBe(true)
  })

  it('says in Chinese how long to wait', () => {
    expect(errorSentence(translator('zh', 'errors'), tooMany(600))).toContain('请在 10 分钟后再试。')
  })
})

describe('the moderation brake', () => {
  it.each([
    [{ hours: 0, minutes: 1 }, 'Try again in 1 minute, and', '请歇一歇，过 1 分钟再'],
    [{ hours: 0, minutes: 10 }, 'Try again in 10 minutes, and', '请歇一歇，过 10 分钟再'],
    [{ hours: 24, minutes: 0 }, 'Try again in 24 hours, and', '请歇一歇，过 24 小时再'],
  ])('says how long it lasts: %j', (params, en, zh) => {
    const error = new ApiError('moderation_brake', { params, retryAfterSeconds: 60 })
    expect(errorSentence(translator('en', 'errors'), error)).toContain(en)
    expect(errorSentence(translator('zh', 'errors'), error)).toContain(zh)
  })
})

describe('problemSentence', () => {
  it('joins the nearest value as each language does', () => {
    const problem = {
      field: 'params.size',
      code: 'not_multiple',
      params: { multipleOf: 16 },
      nearest: '1024x512',
    }
    expect(problemSentence(translator('zh', 'problems'), problem)).toMatch(/。最接近的可用值：1024 × 512。$/)
    expect(problemSentence(translator('en', 'problems'), problem)).toMatch(
      /\. Nearest allowed: 1024 × 512\.$/,
    )
  })

  it('leaves a value that has an x of its own as it is', () => {
    const problem = { field: 'params.quality', code: 'invalid', nearest: 'max' }
    expect(problemSentence(translator('en', 'problems'), problem)).toMatch(/ max\.$/)
  })
})
