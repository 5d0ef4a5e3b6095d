import OpenAI from 'openai'
import { describe, expect, it } from 'vitest'
import { serializeError } from './serialize-error.ts'

const secret = 'a fox in the snow, private'

describe('serializeError', () => {
  it('keeps what an error is, says and comes from', () => {
    const error = new TypeError('size must be a number', { cause: new RangeError('too small') })
    const logged = serializeError(error)
    expect(logged).toMatchObject({
      type: 'TypeError',
      message: 'size must be a number',
      cause: { type: 'RangeError', message: 'too small' },
    })
    expect(logged.stack).toMatch(/^\s+at .*serialize-error\.test\.ts:\d+:\d+/)
  })

  it('takes over no field but the known ones', () => {
    const error = Object.assign(new Error('constraint violated'), {
      code: '23514',
      detail: `Failing row contains (${secret})`,
      parameters: [secret],
      meta: { row: secret },
    })
    expect(serializeError(error)).toMatchObject({ code: '23514', message: 'constraint violated' })
    expect(JSON.stringify(serializeError(error))).not.toContain(secret)
  })

  it('keeps what a provider wrote to itself', () => {
    const body = { error: { detail: [{ msg: 'no such size', input: secret }] } }
    const error = OpenAI.APIError.generate(422, body, undefined, new Headers({ 'x-request-id': 'req_1' }))
    expect(error.message).toContain(secret)
    expect(serializeError(error)).toMatchObject({ status: 422, requestId: 'req_1' })
    expect(JSON.stringify(serializeError(error))).not.toContain(secret)
  })

  it('leaves out what is no JSON', () => {
    let error: unknown
    try {
      JSON.parse(secret)
    } catch (thrown) {
      error = thrown
    }
    expect(JSON.stringify(serializeError(error))).not.toContain('a fox')
  })

  it('has no mail address and no password', () => {
    const refused = new Error(
      '550 <lin@example.com>: no such user, over smtp://user:hunter2@mail.example:465',
    )
    expect(serializeError(refused).message).toBe('550 <[address]>: no such user, over [address]')
  })

  it('shows no line of a message as a place', () => {
    const error = new Error(`first\n    at ${secret}:1:1`)
    expect(serializeError(error).stack).not.toContain(secret)
    expect(serializeError(error).stack).toContain('serialize-error.test.ts')
  })

  it('survives what is no error, and causes in a circle', () => {
    expect(serializeError('words')).toEqual({ type: 'string' })
    expect(serializeError(null)).toEqual({ type: 'null' })
    const error = new Error('round')
    error.cause = error
    expect(JSON.stringify(serializeError(error)).match(/"message":"round"/g)).toHaveLength(6)
  })
})
