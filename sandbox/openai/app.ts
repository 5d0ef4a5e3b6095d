import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { ApiError, serverError } from './api-error.ts'
import { beginCall, type Call, endCall } from './call-log.ts'
import { controlRoutes } from './routes/control.ts'
import { imageRoutes } from './routes/images.ts'
import { modelRoutes } from './routes/models.ts'
import { moderationRoutes } from './routes/moderations.ts'
import type { AppEnv, Sandbox } from './sandbox.ts'

const operations = new Map<string, Call['operation']>([
  ['/v1/images/generations', 'generate'],
  ['/v1/images/edits', 'edit'],
  ['/v1/images/variations', 'variation'],
  ['/v1/moderations', 'moderation'],
])

/** All routes of the sandbox, with the request id, the key check, the call log and the error bodies around them. */
export function createApp(sandbox: Sandbox): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.use(async (c, next) => {
    const requestId = `req_${randomBytes(16).toString('hex')}`
    c.set('requestId', requestId)
    c.header('x-request-id', requestId)
    c.header('openai-version', '2020-10-01')
    await next()
  })

  app.use('/v1/*', async (c, next) => {
    const operation = operations.get(c.req.path)
    if (operation && c.req.method === 'POST')
      c.set('call', beginCall(sandbox.log, operation, c.get('requestId')))
    c.set('apiKey', requireKey(c.req.header('authorization')))
    await next()
    const call = c.get('call')
    // A stream ends its own call when the last byte is out.
    if (call && !call.stream && call.state === 'working') endCall(sandbox.log, call, c.res.status)
  })

  app.route('/v1/models', modelRoutes(sandbox))
  app.route('/v1/images', imageRoutes(sandbox))
  app.route('/v1/moderations', moderationRoutes(sandbox))
  app.route('/sandbox', controlRoutes(sandbox))

  app.get('/files/:name', (c) => {
    const bytes = sandbox.files.find(c.req.param('name'))
    if (bytes === null) throw notFound('The file does not exist, or its time is over.')
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'image/png' })
  })

  app.get('/', (c) => c.json({ sandbox: 'openai', api: '/v1', documentation: 'docs/sandbox.md' }))

  app.notFound((c) => answerError(c, sandbox, notFound(`Invalid URL (${c.req.method} ${c.req.path})`)))
  app.onError((error, c) => {
    if (error instanceof ApiError) return answerError(c, sandbox, error)
    // Closing cuts the delays short; nobody is left to read the answer.
    if (!sandbox.closing.signal.aborted) console.error(error)
    return answerError(c, sandbox, serverError())
  })
  return app
}

function answerError(c: Context<AppEnv>, sandbox: Sandbox, error: ApiError): Response {
  const call = c.get('call')
  if (call) endCall(sandbox.log, call, error.status, error.body.code)
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
  return c.json({ error: error.body }, error.status)
}

function notFound(message: string): ApiError {
  return new ApiError(404, { message, type: 'invalid_request_error', param: null, code: null })
}

/** Any key will do, except none and those that begin with `sk-invalid`. */
function requireKey(header: string | undefined): string {
  const key = /^Bearer\s+(\S+)\s*$/i.exec(header ?? '')?.[1]
  if (key === undefined)
    throw new ApiError(401, {
      message:
        "You didn't provide an API key. Send it in an Authorization header: 'Authorization: Bearer YOUR_KEY'.",
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    })
  if (key.startsWith('sk-invalid'))
    throw new ApiError(401, {
      message: `Incorrect API key provided: ${key.slice(0, 7)}***.`,
      type: 'invalid_request_error',
      param: null,
      code: 'invalid_api_key',
    })
  return key
}
