import OpenAI, { APIConnectionError } from 'openai'
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
  it.each([400, '400', 'x'.repeat(200), 'a\0b', '', {}])(
    'goes by the status where the code is %j, which is none',
    async (code) => {
      const body = JSON.stringify({ error: { message: 'No.', type: 'BadRequestError', param: null, code } })
      const failure = await failureOf({ status: 400, headers: json, body })
      expect(failure).toMatchObject({ kind: 'refused', code: 'http_400', says: 'request_refused' })
    },
  )

  it('passes on which parameter was refused, where it is a name', async () => {
    for (const [param, name] of [
      ['size', 'size'],
      ['image[0]', 'image[0]'],
      ['a\0b', null],
      ['images.image_url', 'images.image_url'],
      [7, null],
    ]) {
      const error = { message: 'No.', type: 'invalid_request_error', param, code: 'invalid_value' }
      const failure = await failureOf({ status: 400, headers: json, body: JSON.stringify({ error }) })
      expect(failure.param).toBe(name)
    }
  })

  it('passes on what the headers say of the limit, with any error', async () => {
    const headers = {
      ...json,
      'x-ratelimit-limit-images': '5',
      'x-ratelimit-remaining-images': '0',
      'x-ratelimit-reset-images': '1m0s',
    }
    for (const [status, code] of [
      [429, 'rate_limit_exceeded'],
      [400, 'moderation_blocked'],
      [500, 'server_error'],
    ] as const) {
      const failure = await failureOf({ status, headers, body: errorBody(code) })
      expect(failure.rateLimit).toEqual({ perMinute: 5, remaining: 0 })
    }
    expect((await failureOf({ status: 500, headers: json, body: errorBody(null) })).rateLimit).toBeNull()
  })

  it.each([
    ['nothing', {}, null],
    ['a time', { 'retry-after': '20' }, 20],
    ['a hundred years', { 'retry-after': '3153600000' }, 3600],
  ])('passes on when an overloaded server wants to be asked again: %s', async (_what, more, seconds) => {
    const headers = { ...json, ...more }
    const failure = await failureOf({ status: 503, headers, body: errorBody('server_is_overloaded') })
    expect(failure).toMatchObject({ kind: 'retryable', retryAfterSeconds: seconds })
  })

  it('believes details of a moderation block whatever the code is, and takes only names from them', async () => {
    const details = {
      moderation_details: { moderation_stage: 'input', categories: ['violence', 'a\0b', 7, 'sexual/minors'] },
    }
    const body = errorBody('something_new', 'image_generation_user_error', details)
    expect(await failureOf({ status: 400, headers: json, body })).toMatchObject({
      kind: 'refused',
      says: 'moderation_blocked',
      moderation: { stage: 'input', categories: ['violence', 'sexual/minors'] },
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

  it.each([
    [500, 'ambiguous'],
    [502, 'ambiguous'],
    [503, 'ambiguous'],
    [504, 'ambiguous'],
    [520, 'ambiguous'],
    [522, 'ambiguous'],
    [524, 'ambiguous'],
    // Cloudflare could not connect, so nothing was passed on.
    [521, 'unreachable'],
    [523, 'unreachable'],
    [525, 'unreachable'],
    [526, 'unreachable'],
    [408, 'ambiguous'],
    [413, 'refused'],
    [429, 'pause'],
    [401, 'account'],
    // A filter on the way that does not like one prompt.
    [403, 'refused'],
    [404, 'account'],
    [405, 'account'],
  ])('a page with %i from something in between is %s', async (status, kind) => {
    const said = { status, headers: { 'content-type': 'text/html' }, body: '<h1>Something went wrong</h1>' }
    expect(await failureOf(said)).toMatchObject({ kind, code: `http_${status}` })
  })

  it.each([
    [401, 'account', 'provider_stopped'],
    [402, 'account', 'provider_stopped'],
    [404, 'refused', 'model_gone'],
    [408, 'retryable', 'provider_unavailable'],
    [409, 'retryable', 'provider_unavailable'],
    [413, 'refused', 'input_too_large'],
    [422, 'refused', 'request_refused'],
    [429, 'pause', 'provider_busy'],
    [500, 'retryable', 'provider_unavailable'],
    [503, 'retryable', 'provider_unavailable'],
  ])('goes by status %i where the provider’s code is new: %s', async (status, kind, says) => {
    const said = { status, headers: json, body: errorBody('something_new', 'some_error') }
    expect(await failureOf(said)).toMatchObject({ kind, says, code: 'something_new' })
  })

  it('knows an empty account by its type, too', async () => {
    const said = { status: 429, headers: json, body: errorBody('something_new', 'insufficient_quota') }
    expect(await failureOf(said)).toMatchObject({ kind: 'account' })
  })

  it.each([502, 504])('%i is a gateway’s, even in the provider’s shape', async (status) => {
    for (const code of ['bad_gateway', 'server_error']) {
      const said = { status, headers: json, body: errorBody(code, 'server_error') }
      expect(await failureOf(said)).toMatchObject({ kind: 'ambiguous' })
    }
    const passedOn = { status, headers: json, body: errorBody('moderation_blocked') }
    expect(await failureOf(passedOn)).toMatchObject({ kind: 'refused' })
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

  it.each([
    ['something_new', 'server_error', 'retryable'],
    ['something_new', 'invalid_request_error', 'refused'],
    ['something_new', 'insufficient_quota', 'account'],
  ])('an error event with %s of type %s is %s', async (code, type, kind) => {
    const body = `event: error\ndata: ${errorBody(code, type)}\n\n`
    const said = { status: 200, headers: { 'content-type': 'text/event-stream' }, body }
    expect(await failureOf(said, { stream: true })).toMatchObject({ kind, code })
  })

  it.each<[string, object, string]>([
    ['a wrong certificate', { code: 'CERT_HAS_EXPIRED' }, 'unreachable'],
    ['a name that nobody has', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'unreachable'],
    ['no connection in time', { code: 'ETIMEDOUT', syscall: 'connect' }, 'unreachable'],
    ['silence in the middle', { code: 'ETIMEDOUT', syscall: 'read' }, 'ambiguous'],
    ['a reset in the middle', { code: 'ECONNRESET', syscall: 'read' }, 'ambiguous'],
  ])('%s', (_what, about, kind) => {
    const cause = Object.assign(new Error('system'), about)
    const failed = new APIConnectionError({ cause: new TypeError('fetch failed', { cause }) })
    expect(classifyError(failed, new Date()).kind).toBe(kind)
  })

  it('takes a name none of whose addresses answered for unreachable', () => {
    const one = (syscall: string) => Object.assign(new Error('one'), { code: 'ETIMEDOUT', syscall })
    const connect = (errors: Error[]) =>
      classifyError(new APIConnectionError({ cause: new AggregateError(errors) }), new Date()).kind
    expect(connect([one('connect'), one('connect')])).toBe('unreachable')
    expect(connect([one('connect'), one('read')])).toBe('ambiguous')
    expect(connect([])).toBe('ambiguous')
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
