import { Hono } from 'hono'
import { ApiError, invalidRequest } from '../api-error.ts'
import { resetCallLog } from '../call-log.ts'
import type { AppEnv, Sandbox } from '../sandbox.ts'
import { settingsSchema } from '../settings.ts'
import { limitBody } from './limit-body.ts'
import { readJsonObject } from './read-body.ts'

/** `/sandbox/*`: the handles for tests. This machine only, and never a page in a browser. */
export function controlRoutes(sandbox: Sandbox): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  app.use(async (c, next) => {
    const address = c.env.incoming.socket.remoteAddress ?? ''
    const loopback = /^(::ffff:)?127\./.test(address) || address === '::1'
    // A web page could reach loopback too; browsers say where such a request comes from.
    if (!loopback || c.req.header('origin') !== undefined)
      throw new ApiError(403, {
        message: 'Only this machine may change the sandbox.',
        type: 'invalid_request_error',
        param: null,
        code: null,
      })
    await next()
  })

  app.get('/settings', (c) => c.json(sandbox.settings))

  app.post(
    '/settings',
    limitBody(() => 64 * 1024),
    async (c) => {
      const parsed = settingsSchema.partial().safeParse(await readJsonObject(c))
      if (!parsed.success) {
        const issue = parsed.error.issues[0]
        throw invalidRequest(
          'invalid_value',
          issue?.path.join('.') || null,
          issue?.message ?? 'Invalid settings.',
        )
      }
      sandbox.settings = { ...sandbox.settings, ...parsed.data }
      sandbox.rateLimit.clear()
      return c.json(sandbox.settings)
    },
  )

  app.get('/calls', (c) => c.json(sandbox.log))

  app.delete('/calls', (c) => {
    resetCallLog(sandbox.log)
    sandbox.struck.clear()
    sandbox.painted.clear()
    return c.json({})
  })

  return app
}
