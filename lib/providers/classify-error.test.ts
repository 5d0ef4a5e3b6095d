import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { classifyError, retryAfterSeconds } from './classify-error.ts'
import { CallFailure } from './provider.ts'
import { startTestServer, type TestServer } from './test-server.ts'

interface Answer {
  status: number
  headers?: Record<string, string>
  body?: string
}

/** What the server says next; null cuts the connection without a word. */
let answer: Answer | null
let server: TestServer

beforeAll(async () => {
  server = await startTestServer((_request, response) => {
    if (!answer) return response.destroy()
    response.writeHead(answer.status, { 'x-request-id': 'req_1', ...answer.headers })
    response.end(answer.body)
  })
})
afterAll(() => server.stop())

function errorBody(code: string | null, type = 'invalid_request_error', more: object = {}): string {
  return JSON.stringify({
    error: { message: 'The words of the provider.', type, param: null, code, ...more },
  })
}

const json = { 'content-type': 'application/json' }

/** What the real SDK makes of the answer, classified. */
async function failureOf(said: Answer | null, options: { baseUrl?: string; stream?: boolean } = {}) {
  answer = said
  const client = new OpenAI({ apiKey: 'test', baseURL: options.baseUrl ?? server.url, maxRetries: 0 })
  try {
    const request = { model: 'gpt-image-2', prompt: 'a fox' }
    if (options.stream) {
      for await (const _event of await client.images.generate({ ...request, stream: true }));
    } else await client.images.generate(request)
  } catch (error) {
    return classifyError(error, new Date('2026-11-22T12:00:00Z'))
  }
  throw new Error('the call did not fail')
}

describe('classifyError', () => {
  // facts: every row of OpenAI's table of errors for images, as of November 2026.
  it.each([
    [400, 'moderation_blocked', 'image_generation_user_error', 'refused'],
    [400, 'content_policy_violation', 'invalid_request_error', 'refused'],
    [400, 'invalid_value', 'invalid_request_error', 'refused'],
    [400, 'invalid_value', 'image_generation_user_error', 'refused'],
    [400, 'unsupported_file_mimetype', 'invalid_request_error', 'refused'],
    [400, 'missing_file_mimetype', 'invalid_request_error', 'refused'],
    [400, 'invalid_image_format', 'invalid_request_error', 'refused'],
    [400, 'image_too_large', 'invalid_request_error', 'refused'],
    [400, 'image_file_too_large', 'invalid_request_error', 'refused'],
    [400, 'image_parse_error', 'invalid_request_error', 'refused'],
    [400, 'unsupported_image_media_type', 'invalid_request_error', 'refused'],
    [400, 'image_content_policy_violation', 'invalid_request_error', 'refused'],
    [400, 'billing_hard_limit_reached', 'image_generation_user_error', 'account'],
    [401, 'invalid_api_key', 'invalid_request_error', 'account'],
    [404, 'model_not_found', 'invalid_request_error', 'refused'],
    [429, 'rate_limit_exceeded', 'requests', 'pause'],
    [429, 'slow_down', 'requests', 'pause'],
    [429, 'insufficient_quota', 'insufficient_quota', 'account'],
    [429, 'credit_balance_exhausted', 'insufficient_quota', 'account'],
    [429, 'organization_spend_limit_exceeded', 'insufficient_quota', 'account'],
    [429, 'project_spend_limit_exceeded', 'insufficient_quota', 'account'],
    [429, 'organization_usage_limit_exceeded', 'insufficient_quota', 'account'],
    [500, 'server_error', 'server_error', 'retryable'],
    [503, 'server_is_overloaded', 'server_error', 'retryable'],
  ])('%i %s (%s) is %s', async (status, code, type, kind) => {
    const failure = await failureOf({ status, headers: json, body: errorBody(code, type) })
    expect(failure).toMatchObject({ kind, code, requestId: 'req_1' })
    expect(failure).toBeInstanceOf(CallFailure)
  })

  it('knows codes as text, also those of servers that send a number', async () => {
    const body = JSON.stringify({
      error: { message: 'No.', type: 'BadRequestError', param: null, code: 400 },
    })
    expect(await failureOf({ status: 400, headers: json, body })).toMatchObject({
      kind: 'refused',
      code: '400',
    })
  })

  it('takes a 403 without a code for the operator’s account: the organization is not verified', async () => {
    const failure = await failureOf({ status: 403, headers: json, body: errorBody(null) })
    expect(failure).toMatchObject({ kind: 'account', code: 'http_403' })
  })

  it('takes an error of the server without a code for a complete answer', async () => {
    const failure = await failureOf({ status: 500, headers: json, body: errorBody(null, 'server_error') })
    expect(failure).toMatchObject({ kind: 'retryable', code: 'http_500' })
  })

  it('passes on which stage blocked, and why', async () => {
    const details = { moderation_details: { moderation_stage: 'output', categories: ['violence', 'sexual'] } }
    const body = errorBody('moderation_blocked', 'image_generation_user_error', details)
    const failure = await failureOf({ status: 400, headers: json, body })
    expect(failure.moderation).toEqual({ stage: 'output', categories: ['violence', 'sexual'] })
  })

  it('knows nothing of the stage where the provider says nothing, or something new', async () => {
    const plain = await failureOf({ status: 400, headers: json, body: errorBody('moderation_blocked') })
    expect(plain.moderation).toBeNull()
    const details = { moderation_details: { moderation_stage: 'dream', categories: 'many' } }
    const body = errorBody('moderation_blocked', 'image_generation_user_error', details)
    const strange = await failureOf({ status: 400, headers: json, body })
    expect(strange.moderation).toEqual({ stage: 'unknown', categories: [] })
  })

  it.each([
    ['retry-after', '20', 20],
    ['retry-after', '1.5', 1.5],
    ['retry-after-ms', '2500', 2.5],
    ['retry-after', 'Sun, 22 Nov 2026 12:00:30 GMT', 30],
  ])('waits as %s: %s says', async (name, value, seconds) => {
    const headers = { ...json, [name]: value }
    const failure = await failureOf({ status: 429, headers, body: errorBody('rate_limit_exceeded') })
    expect(failure).toMatchObject({ kind: 'pause', retryAfterSeconds: seconds })
  })

  it.each([
    ['nothing', {}, 5],
    ['nonsense', { 'retry-after': 'soon' }, 5],
    ['no time at all', { 'retry-after': '0' }, 1],
    ['a date that is over', { 'retry-after': 'Sun, 22 Nov 2026 11:00:00 GMT' }, 1],
    ['an empty header', { 'retry-after-ms': '' }, 5],
    ['a hundred years', { 'retry-after': '3153600000' }, 3600],
  ])('waits a sensible time when a 429 asks for %s', async (_what, headers, seconds) => {
    const said = { status: 429, headers: { ...json, ...headers }, body: errorBody('slow_down') }
    expect(await failureOf(said)).toMatchObject({ kind: 'pause', retryAfterSeconds: seconds })
  })

  it.each([500, 502, 503, 504, 520, 521, 522, 524])(
    'a gateway’s page with %i is ambiguous',
    async (status) => {
      const said = { status, headers: { 'content-type': 'text/html' }, body: '<h1>Something went wrong</h1>' }
      expect(await failureOf(said)).toMatchObject({ kind: 'ambiguous', code: `http_${status}` })
    },
  )

  it.each([502, 504])('%i is a gateway’s, even in the provider’s shape', async (status) => {
    const said = { status, headers: json, body: errorBody('bad_gateway', 'server_error') }
    expect(await failureOf(said)).toMatchObject({ kind: 'ambiguous' })
  })

  it('a connection that was cut after sending is ambiguous', async () => {
    expect(await failureOf(null)).toMatchObject({ kind: 'ambiguous' })
  })

  it('an answer that is not JSON after all is ambiguous: the picture may have been made', async () => {
    expect(await failureOf({ status: 200, headers: json, body: '{"data": [' })).toMatchObject({
      kind: 'ambiguous',
    })
  })

  it('a server that nobody could reach was sent nothing', async () => {
    const gone = await startTestServer(() => undefined)
    await gone.stop()
    expect(await failureOf(null, { baseUrl: gone.url })).toMatchObject({
      kind: 'unreachable',
      code: 'ECONNREFUSED',
    })
  })

  it.each([
    ['server_error', 'retryable', null],
    ['server_is_overloaded', 'retryable', null],
    ['rate_limit_exceeded', 'pause', 5],
    ['slow_down', 'pause', 5],
    ['insufficient_quota', 'account', null],
    ['moderation_blocked', 'refused', null],
  ])('an error event of a stream with %s is %s', async (code, kind, retryAfterSeconds) => {
    const headers = { 'content-type': 'text/event-stream' }
    const wrapped = errorBody(code)
    const bare = JSON.stringify({ message: 'Bare.', type: 'server_error', param: null, code })
    for (const data of [wrapped, bare]) {
      const said = { status: 200, headers, body: `event: error\ndata: ${data}\n\n` }
      expect(await failureOf(said, { stream: true })).toMatchObject({ kind, code, retryAfterSeconds })
    }
  })

  it('an error event without a code is a complete answer, too', async () => {
    const body = `event: error\ndata: ${errorBody(null, 'server_error')}\n\n`
    const said = { status: 200, headers: { 'content-type': 'text/event-stream' }, body }
    expect(await failureOf(said, { stream: true })).toMatchObject({ kind: 'retryable', code: 'server_error' })
  })

  it('leaves alone what is classified already, and calls anything unheard-of ambiguous', () => {
    const known = new CallFailure('refused', 'invalid_value')
    expect(classifyError(known, new Date())).toBe(known)
    expect(classifyError('what?', new Date())).toMatchObject({ kind: 'ambiguous', code: 'no_answer' })
  })
})

describe('retryAfterSeconds', () => {
  it('believes the finer header', () => {
    const headers = new Headers({ 'retry-after': '2', 'retry-after-ms': '1200' })
    expect(retryAfterSeconds(headers, new Date())).toBe(1.2)
  })

  it('is null without a header', () => {
    expect(retryAfterSeconds(undefined, new Date())).toBeNull()
    expect(retryAfterSeconds(new Headers(), new Date())).toBeNull()
  })
})
