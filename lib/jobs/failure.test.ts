import { describe, expect, it } from 'vitest'
import { CallFailure } from '#lib/providers/provider.ts'
import { errorsByKind } from '#lib/providers/provider-errors.ts'
import { failureCodes, failureOf, failureSchema } from './failure.ts'

describe('failureOf', () => {
  it('keeps stage and categories of a block', () => {
    const moderation = { stage: 'output' as const, categories: ['violence', 'sexual'] }
    expect(failureOf(new CallFailure('refused', 'moderation_blocked', { moderation }))).toEqual({
      code: 'moderation_blocked',
      params: { stage: 'output', categories: 'violence, sexual' },
    })
    expect(failureOf(new CallFailure('refused', 'content_policy_violation')).params).toEqual({
      stage: 'unknown',
      categories: '',
    })
  })

  it('keeps the code and the parameter of a refusal', () => {
    expect(failureOf(new CallFailure('refused', 'invalid_value', { param: 'size' }))).toEqual({
      code: 'request_refused',
      params: { reason: 'invalid_value', part: 'size' },
    })
    expect(failureOf(new CallFailure('refused', 'http_400'))).toEqual({
      code: 'request_refused',
      params: { reason: 'http_400', part: '' },
    })
  })

  it.each([
    ['pause', 'provider_busy'],
    ['unreachable', 'provider_unreachable'],
    ['retryable', 'provider_unavailable'],
    ['account', 'provider_stopped'],
    ['ambiguous', 'no_answer'],
    ['refused', 'request_refused'],
  ] as const)('says of a %s without a known code: %s', (kind, code) => {
    expect(failureOf(new CallFailure(kind, 'something_new')).code).toBe(code)
  })

  it('can be stored and read again, whatever the kind', () => {
    for (const kind of ['refused', 'pause', 'unreachable', 'retryable', 'account', 'ambiguous'] as const) {
      const failure = failureOf(new CallFailure(kind, 'something_new'))
      expect(failureSchema.parse(JSON.parse(JSON.stringify(failure)))).toEqual(failure)
    }
    expect(Object.values(errorsByKind).every(({ says }) => failureCodes.includes(says))).toBe(true)
  })
})

describe('failureSchema', () => {
  it('reads a row of a newer version as a fault of ours rather than fail', () => {
    expect(failureSchema.parse({ code: 'from_the_future' })).toEqual({ code: 'internal', params: {} })
  })
})
