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
