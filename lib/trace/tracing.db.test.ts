import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createRoute } from '#lib/http/route.ts'
import { createJob } from '#lib/jobs/create-job.ts'
import { newJob, newRequest, newUser } from '#lib/jobs/job-fixtures.ts'
import { runImage } from '#lib/jobs/run-image.ts'
import { CallFailure, type Provider } from '#lib/providers/provider.ts'
import { annotate, span, traceparent } from '#lib/trace.ts'
import { type RunningTracing, startTracing } from './start-tracing.ts'

const value = z.looseObject({ stringValue: z.string().optional() })
const spanSchema = z.looseObject({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  status: z.looseObject({ code: z.number().optional() }),
  attributes: z.array(z.looseObject({ key: z.string(), value })),
})
const bodySchema = z.looseObject({
  resourceSpans: z.array(
    z.looseObject({ scopeSpans: z.array(z.looseObject({ spans: z.array(spanSchema) })) }),
  ),
})
type ReceivedSpan = z.infer<typeof spanSchema>

const prompt = '一只只有我知道的狐狸 and nobody else'
let receiver: Server
let bodies: string[]
let tracing: RunningTracing | undefined

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text
    })
    request.on('end', () => {
      bodies.push(`${request.url} ${body}`)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  return () => {
    receiver.closeAllConnections()
    receiver.close()
  }
})

beforeEach(() => {
  bodies = []
})
afterEach(() => tracing?.stop())

function start(): void {
  const { port } = z.object({ port: z.number() }).parse(receiver.address())
  tracing = startTracing({ service: 'huafang-test', endpoint: `http://127.0.0.1:${port}` })
}

/** What the receiver has when all is sent. */
async function received(): Promise<ReceivedSpan[]> {
  await tracing?.stop()
  tracing = undefined
  return bodies.flatMap((body) => {
    expect(body).toMatch(/^\/v1\/traces \{/)
    const { resourceSpans } = bodySchema.parse(JSON.parse(body.slice(body.indexOf(' '))))
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
  })
}

function attribute(of: ReceivedSpan | undefined, key: string): string | undefined {
  return of?.attributes.find((attribute) => attribute.key === key)?.value.stringValue
}

describe('span', () => {
  it('costs nothing and sends nothing while tracing is off', async () => {
    const run = vi.fn(async () => traceparent())
    expect(await span('a', {}, run)).toBeUndefined()
    annotate({ a: 1 })
    expect(run).toHaveBeenCalledTimes(1)
    expect(bodies).toEqual([])
  })

  it('goes on in another process by its traceparent', async () => {
    start()
    let handedOver: string | undefined
    await span('create', { jobId: 'j', nothing: undefined }, async (current) => {
      handedOver = traceparent()
      current.set({ outcome: 'made', n: 2 })
      await span('inside', {}, async () => annotate({ requestId: 'r' }))
    })
    await span('run', {}, async () => undefined, { parent: handedOver })
    await span('unlinked', {}, async () => undefined, { parent: 'garbage' })
    const spans = new Map((await received()).map((sent) => [sent.name, sent]))
    const create = spans.get('create')
    expect(handedOver).toBe(`00-${create?.traceId}-${create?.spanId}-01`)
    expect(attribute(create, 'jobId')).toBe('j')
    expect(attribute(create, 'outcome')).toBe('made')
    expect(spans.get('inside')).toMatchObject({ traceId: create?.traceId, parentSpanId: create?.spanId })
    expect(attribute(spans.get('inside'), 'requestId')).toBe('r')
    expect(spans.get('run')).toMatchObject({ traceId: create?.traceId, parentSpanId: create?.spanId })
    expect(spans.get('unlinked')?.traceId).not.toBe(create?.traceId)
  })

  it('says that it failed, and not in which words', async () => {
    start()
    const failing = span('bad', {}, async () => {
      throw new TypeError(`about ${prompt}`)
    })
    await expect(failing).rejects.toThrow('about')
    const [sent] = await received()
    expect(sent?.status.code).toBe(2)
    expect(attribute(sent, 'error.type')).toBe('TypeError')
    expect(bodies.join('')).not.toContain('狐狸')
  })
})

it('takes words and queries out of what Next adds', async () => {
  start()
  const { trace, SpanStatusCode } = await import('@opentelemetry/api')
  const next = trace.getTracer('next.js').startSpan('GET /zh/verify?token=secret')
  next.setAttribute('http.target', '/zh/verify?token=secret')
  next.recordException(new Error(prompt))
  next.setStatus({ code: SpanStatusCode.ERROR, message: prompt })
  next.end()
  const [sent] = await received()
  expect(sent?.name).toBe('GET /zh/verify')
  expect(attribute(sent, 'http.target')).toBe('/zh/verify')
  expect(sent?.status.code).toBe(2)
  expect(bodies.join('')).not.toMatch(/secret|狐狸/)
})

describe('the way of a picture', () => {
  const turn = { begun: vi.fn(), keepPlace: vi.fn(), stopping: new AbortController().signal }
  const provider: Provider = {
    id: 'sandbox',
    generate: async () => {
      throw new CallFailure('refused', 'bad_request', {
        message: `cannot draw ${prompt}`,
        requestId: 'req_1',
      })
    },
    listModels: async () => [],
  }

  it('is told step by step, without the prompt', async () => {
    const userId = await newUser(1000)
    const job = await newJob(userId, { prompt })
    start()
    const imageId = job.images[0]?.id ?? ''
    await span('request', {}, () =>
      runImage({ imageId, workerId: 'worker-1', provider, turn, traceparent: traceparent() }),
    )
    const spans = new Map((await received()).map((sent) => [sent.name, sent]))
    const image = spans.get('image')
    expect(image?.parentSpanId).toBe(spans.get('request')?.spanId)
    expect(attribute(image, 'imageId')).toBe(imageId)
    expect(attribute(image, 'jobId')).toBe(job.id)
    expect(attribute(spans.get('image.call'), 'outcome')).toBe('refused')
    expect(bodies.join('')).not.toContain('狐狸')
  })

  it('begins with the request that made the job', async () => {
    const user = { id: await newUser(1000) }
    const POST = createRoute(async () => user)({ who: 'user' }, async ({ user }) => {
      const input = newRequest({ prompt })
      return createJob({ userId: user.id, emailVerified: true, input })
    })
    start()
    const headers = { 'x-request-id': 'request-of-the-test' }
    const request = new Request('http://localhost:3000/api/jobs', { method: 'POST', headers })
    // As Next wraps it.
    const response = await span('POST /api/jobs', {}, () => POST(request, { params: Promise.resolve(null) }))
    expect(response.status).toBe(200)
    const spans = await received()
    const http = spans.find(({ name }) => name === 'POST /api/jobs')
    expect(attribute(http, 'huafang.request_id')).toBe('request-of-the-test')
    expect(bodies.join('')).not.toContain('狐狸')
  })
})
