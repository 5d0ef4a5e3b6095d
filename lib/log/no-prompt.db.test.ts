import type { ServerResponse } from 'node:http'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { db, Prisma } from '#lib/db.ts'
import { createRoute } from '#lib/http/route.ts'
import { createJob, createJobSchema } from '#lib/jobs/create-job.ts'
import { newJob, newRequest, newUser } from '#lib/jobs/job-fixtures.ts'
import { runImage } from '#lib/jobs/run-image.ts'
import { log, logAlways, logApart, logWith } from '#lib/log.ts'
import { openAiProvider } from '#lib/providers/openai-provider.ts'
import { startTestServer } from '#lib/providers/test-server.ts'

const prompt = '一只只有我知道的狐狸 and nobody else'
/** What of the prompt could still be read, whole or in pieces, escaped or not. */
const anyOfIt = /狐狸|nobody else|\\u72d0/

const stream = z
  .custom<{ write(line: string): void }>((value) => typeof value === 'object')
  .parse(Reflect.get(log, pino.symbols.streamSym))
let lines: string[]

beforeEach(() => {
  lines = []
  log.level = 'info'
  vi.spyOn(stream, 'write').mockImplementation((line) => void lines.push(line))
})
afterEach(() => {
  log.level = 'silent'
  vi.restoreAllMocks()
})

const logged = () => lines.map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)))

describe('at info, a failing call', () => {
  const turn = { begun: vi.fn(), keepPlace: vi.fn(), stopping: new AbortController().signal }

  async function fail(answer: (response: ServerResponse) => void): Promise<string> {
    const server = await startTestServer((_request, response) => answer(response))
    const provider = openAiProvider({
      id: 'sandbox',
      baseUrl: `${server.url}/v1`,
      apiKey: 'test',
      timeoutMs: 5_000,
    })
    const job = await newJob(await newUser(1000), { prompt })
    const imageId = job.images[0]?.id ?? ''
    await runImage({ imageId, workerId: 'worker-1', provider, turn })
    await server.stop()
    return imageId
  }

  it.each([
    [
      'an error that quotes it',
      400,
      { error: { message: `cannot draw ${prompt}`, type: 'invalid_request_error', code: 'bad' } },
    ],
    [
      'a validation error with the whole input',
      422,
      { error: { detail: [{ input: { prompt } }], type: 'x' } },
    ],
    ['a page of something in between', 502, `<html>${prompt}</html>`],
    ['no JSON', 500, prompt],
  ])('with %s leaves no word of the prompt in the log', async (_name, status, body) => {
    const imageId = await fail((response) => {
      response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_42' })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
    const line = logged().find(({ msg }) => msg === 'call failed')
    expect(line).toMatchObject({ imageId, jobId: expect.any(String), fence: 1, requestId: 'req_42' })
    expect(lines.join('')).not.toMatch(anyOfIt)
  })
})

describe('at info, a failing create', () => {
  const user = { id: '', role: 'user' }
  const route = createRoute(async () => user)
  const context = { params: Promise.resolve(null) }

  async function post(handle: Parameters<typeof route>[1]): Promise<number> {
    user.id = await newUser(1000)
    const request = new Request('http://localhost:3000/api/jobs', {
      method: 'POST',
      body: JSON.stringify(newRequest({ prompt })),
      headers: { 'content-type': 'application/json', 'x-request-id': 'request-of-the-test' },
    })
    return (await route({ who: 'user', body: createJobSchema }, handle)(request, context)).status
  }

  const data = {
    clientKey: crypto.randomUUID(),
    provider: 'sandbox',
    model: 'gpt-image-2',
    operation: 'generate',
    prompt,
    params: { prompt },
    n: 1,
  }

  it.each([
    [
      'a value that Prisma refuses',
      () => db.job.create({ data: { ...data, userId: user.id, quoteCredits: Number.NaN } }),
    ],
    [
      'a rule of the database',
      () => db.job.create({ data: { ...data, userId: crypto.randomUUID(), quoteCredits: 1 } }),
    ],
    [
      'SQL of our own',
      () => db.$executeRaw`INSERT INTO jobs (id, prompt) VALUES (gen_random_uuid(), ${prompt})`,
    ],
    ['a cast that quotes it', () => db.$executeRaw(Prisma.sql`SELECT ${`job:${prompt}`}::text::uuid`)],
  ])('over %s leaves no word of the prompt in the log', async (_name, act) => {
    expect(await post(async () => ({ done: await act() }))).toBe(500)
    expect(logged()).toMatchObject([{ requestId: 'request-of-the-test', msg: 'request failed', status: 500 }])
    expect(lines.join('')).not.toMatch(anyOfIt)
  })

  it('says what was wrong and where all the same', async () => {
    await post(async () => ({
      done: await db.job.create({ data: { ...data, userId: crypto.randomUUID(), quoteCredits: 1 } }),
    }))
    const [{ err } = { err: undefined }] = logged()
    expect(err).toMatchObject({ type: 'PrismaClientKnownRequestError', code: 'P2003' })
    expect(JSON.stringify(err)).toContain('no-prompt.db.test.ts')
  })

  it('in the whole way of a job says nothing of it either', async () => {
    const status = await post(async ({ user }) =>
      createJob({
        userId: user?.id ?? '',
        emailVerified: true,
        input: newRequest({ prompt }),
      }),
    )
    expect(status).toBe(200)
    expect(lines.join('')).not.toMatch(anyOfIt)
  })
})

describe('fields', () => {
  it('are those of the process, of what it does and of what that is about', async () => {
    logAlways({ workerId: 'worker-1' })
    await logWith({ requestId: 'r' }, () =>
      logWith({ imageId: 'i' }, async () => {
        await Promise.resolve()
        log.info({ fence: 2 }, 'inside')
        logApart(() => log.info('apart'))
      }),
    )
    log.info('after')
    expect(logged()).toMatchObject([
      { workerId: 'worker-1', requestId: 'r', imageId: 'i', fence: 2 },
      { workerId: 'worker-1' },
      { workerId: 'worker-1' },
    ])
    expect(lines[1]).not.toContain('requestId')
    expect(lines[2]).not.toContain('requestId')
    logAlways({ workerId: undefined })
  })
})
