import { beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { log } from '#lib/log.ts'
import { processMetrics } from '#lib/metrics/process-metrics.ts'
import { AppError } from './app-error.ts'
import { createRoute } from './route.ts'

const user = { id: '019aab52-9f3a-7cc1-8b4e-1d1f0f7a9c11', name: 'Lin' }
const route = createRoute(async () => user)
const routeSignedOut = createRoute(async (): Promise<typeof user | null> => null)
const body = z.strictObject({ prompt: z.string().max(20) })

/** What Next 16 gives to a path without parameters. */
const context = { params: Promise.resolve(null) }

function post(text: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request('http://localhost:3000/api/things', {
    method: 'POST',
    body: text,
    headers: { host: 'localhost:3000', 'content-type': 'application/json', ...headers },
    // Without it Node refuses a stream as body.
    ...{ duplex: 'half' },
  })
}

async function errorOf(response: Response) {
  const answer = z
    .object({ error: z.looseObject({ code: z.string(), requestId: z.string() }) })
    .parse(await response.json())
  return answer.error
}

const echo = route({ who: 'visitor', body }, ({ body }) => ({ said: body.prompt }))

beforeEach(() => {
  vi.restoreAllMocks()
})

describe('a good request', () => {
  it('hands over what was parsed and answers with JSON that nobody stores', async () => {
    const response = await echo(post('{"prompt":"画"}'), context)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ said: '画' })
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('parses the path and the query', async () => {
    const GET = route(
      {
        who: 'user',
        params: z.object({ id: z.string() }),
        query: z.object({ limit: z.coerce.number().max(50) }),
      },
      ({ params, query, user }) => ({ id: params.id, limit: query.limit, name: user.name }),
    )
    const request = (limit: number) => new Request(`http://localhost:3000/api/things/7?limit=${limit}`)
    const withId = { params: Promise.resolve({ id: '7' }) }
    expect(await (await GET(request(5), withId)).json()).toEqual({ id: '7', limit: 5, name: 'Lin' })
    expect((await GET(request(51), withId)).status).toBe(400)
  })

  it('keeps a Response as it is, read-only headers and own cache rule included', async () => {
    const GET = route({ who: 'visitor' }, () => Response.redirect('http://localhost:3000/elsewhere'))
    const response = await GET(new Request('http://localhost:3000/api/things'), context)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe('http://localhost:3000/elsewhere')
    const cached = route(
      { who: 'visitor' },
      () => new Response('x', { headers: { 'cache-control': 'max-age=60' } }),
    )
    const kept = await cached(new Request('http://localhost:3000/api/things'), context)
    expect(kept.headers.get('cache-control')).toBe('max-age=60')
  })
})

it('gives up the body of a HEAD, which nobody reads', async () => {
  const cancel = vi.fn()
  const GET = route({ who: 'user' }, () => new Response(new ReadableStream({ cancel })))
  const response = await GET(new Request('http://localhost:3000/api/events', { method: 'HEAD' }), context)
  expect(response.status).toBe(200)
  expect(response.body).toBeNull()
  expect(cancel).toHaveBeenCalledTimes(1)
})

describe('the request id', () => {
  it('is the caller’s if well-formed, else a new one', async () => {
    const given = await echo(post('{"prompt":"a"}', { 'x-request-id': 'caller-12345' }), context)
    expect(given.headers.get('x-request-id')).toBe('caller-12345')
    const bad = await echo(post('{"prompt":"a"}', { 'x-request-id': 'a b{}"' }), context)
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('stands in the error and in the header alike', async () => {
    const response = await echo(post('{'), context)
    expect((await errorOf(response)).requestId).toBe(response.headers.get('x-request-id'))
  })
})

describe('a bad request', () => {
  it.each([
    ['broken JSON', '{"prompt":', 'malformed_json'],
    ['an empty body', '', 'malformed_json'],
    ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'malformed_text'],
  ])('%s is a 400', async (_name, text, code) => {
    const response = await echo(post(text), context)
    expect(response.status).toBe(400)
    expect(await errorOf(response)).toMatchObject({
      code: 'invalid_request',
      problems: [{ field: '', code }],
    })
  })

  it('names each field that does not fit', async () => {
    const response = await echo(post('{"prompt":7,"x":1}'), context)
    expect(response.status).toBe(400)
    expect((await errorOf(response)).problems).toEqual([
      { field: 'prompt', code: 'wrong_type', params: { expected: 'string' } },
      { field: 'x', code: 'unknown_field', params: { name: 'x' } },
    ])
  })

  it('with NUL in a text is a 400 and never reaches the database', async () => {
    const response = await echo(post('{"prompt":"a\\u0000"}'), context)
    expect((await errorOf(response)).problems).toEqual([{ field: 'prompt', code: 'malformed_text' }])
  })

  it('of another media type is refused', async () => {
    const response = await echo(post('prompt=a', { 'content-type': 'text/plain' }), context)
    expect(response.status).toBe(415)
    expect((await errorOf(response)).code).toBe('unsupported_media_type')
  })

  it('that announces too much is refused unread', async () => {
    const small = route({ who: 'visitor', body, maxBodyBytes: 10 }, () => ({}))
    const request = post('{"prompt":"abc"}', { 'content-length': '16' })
    const response = await small(request, context)
    expect(response.status).toBe(413)
    expect(request.bodyUsed).toBe(false)
    expect(await errorOf(response)).toMatchObject({ code: 'body_too_large', params: { maxBytes: 10 } })
  })

  it('that streams without end is given up soon after the limit', async () => {
    let sentBytes = 0
    let cancelled = false
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sentBytes += 1000
        controller.enqueue(new Uint8Array(1000).fill(0x20))
      },
      cancel() {
        cancelled = true
      },
    })
    const small = route({ who: 'visitor', body, maxBodyBytes: 10_000 }, () => ({}))
    const response = await small(post(endless), context)
    expect(response.status).toBe(413)
    expect(cancelled).toBe(true)
    expect(sentBytes).toBeLessThan(15_000)
  })
})

describe('who asks', () => {
  it('must be signed in where the route says so, before anything is read', async () => {
    const handle = vi.fn(() => ({}))
    const response = await routeSignedOut({ who: 'user', body }, handle)(post('{'), context)
    expect(response.status).toBe(401)
    expect((await errorOf(response)).code).toBe('unauthenticated')
    expect(handle).not.toHaveBeenCalled()
  })

  it('is not looked up for visitors', async () => {
    const authenticate = vi.fn(async () => user)
    const GET = createRoute(authenticate)({ who: 'visitor' }, ({ user }) => ({ user }))
    expect(await (await GET(new Request('http://localhost:3000/api/x'), context)).json()).toEqual({
      user: null,
    })
    expect(authenticate).not.toHaveBeenCalled()
  })
})

describe('a change asked for by another site', () => {
  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ origin: 'http://localhost:3001' }, 403],
    [{ origin: 'http://localhost:3000' }, 200],
    [{ origin: 'http://192.168.1.9:3000', host: '192.168.1.9:3000' }, 200],
    [{}, 200],
  ])('%j gives %i', async (headers, status) => {
    const response = await echo(post('{"prompt":"a"}', headers), context)
    expect(response.status).toBe(status)
    if (status === 403) expect((await errorOf(response)).code).toBe('wrong_origin')
  })

  it('does not matter to a GET', async () => {
    const GET = route({ who: 'visitor' }, () => ({}))
    const request = new Request('http://localhost:3000/api/x', {
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect((await GET(request, context)).status).toBe(200)
  })
})

describe('errors', () => {
  it('of ours carry status, details and Retry-After', async () => {
    const GET = route({ who: 'visitor' }, () => {
      throw new AppError('too_many_requests', { params: { seconds: 9 }, retryAfterSeconds: 9 })
    })
    const response = await GET(new Request('http://localhost:3000/api/x'), context)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('9')
    expect(await errorOf(response)).toMatchObject({ code: 'too_many_requests', params: { seconds: 9 } })
  })

  it('of any other kind tell nothing to the caller and everything to the log', async () => {
    const logged = vi.spyOn(log, 'error')
    const failure = new Error('password=hunter2 at db.internal')
    const GET = route({ who: 'visitor' }, () => {
      throw failure
    })
    const response = await GET(new Request('http://localhost:3000/api/x'), context)
    expect(response.status).toBe(500)
    const text = await response.clone().text()
    expect(text).not.toMatch(/hunter2|db\.internal|stack/)
    const { requestId, ...rest } = await errorOf(response)
    expect(rest).toEqual({ code: 'internal' })
    expect(logged).toHaveBeenCalledWith(
      expect.objectContaining({ requestId, status: 500, err: failure }),
      'request failed',
    )
  })
})

it('logs one line with the route, not with what the path or the body holds', async () => {
  const logged = vi.spyOn(log, 'info')
  const POST = route({ who: 'user', body, params: z.object({ id: z.string() }) }, () => ({}))
  const request = new Request('http://localhost:3000/api/jobs/abc123/cancel?token=secret', {
    method: 'POST',
    body: '{"prompt":"private words"}',
    headers: { 'content-type': 'application/json' },
  })
  await POST(request, { params: Promise.resolve({ id: 'abc123' }) })
  expect(logged).toHaveBeenCalledTimes(1)
  const [line] = logged.mock.calls[0] ?? []
  expect(line).toMatchObject({ method: 'POST', route: '/api/jobs/:id/cancel', status: 200, userId: user.id })
  expect(JSON.stringify(line)).not.toMatch(/private|secret|abc123/)
})

it.each([
  ['/api/nothing/at/all', { missing: ['nothing', 'at', 'all'] }, '/api/:missing'],
  ['/api/things/%E7%94%BB', { id: '画' }, '/api/things/:id'],
  ['/api/things/1/parts/2', { id: '1', part: '2' }, '/api/things/:id/parts/:part'],
  ['/api/things/1/2', { id: '1', part: '2' }, '/api/things/:id/:part'],
])('counts %s by its route', async (path, params, name) => {
  const logged = vi.spyOn(log, 'info')
  const GET = route({ who: 'visitor' }, () => ({}))
  await GET(new Request(`http://localhost:3000${path}`), { params: Promise.resolve(params) })
  expect(logged.mock.calls[0]?.[0]).toMatchObject({ route: name })
  const { values } = await processMetrics().requests.get()
  expect(values.map(({ labels }) => labels.route)).toContain(name)
})
