import { once } from 'node:events'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from '../api-error.ts'
import type { AppEnv } from '../sandbox.ts'

const drainMaxMs = 5000

/** Answers 413 to bodies over `maxBytes()`, by their announced length or, without one, while reading. */
export function limitBody(maxBytes: () => number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const maxSize = maxBytes()
    if (Number(c.req.header('content-length') ?? 0) <= maxSize)
      return bodyLimit({
        maxSize,
        onError: () => {
          throw tooLarge()
        },
      })(c, next)
    // Read on for a while: a client that is still sending would see a cut connection instead of this answer.
    const { incoming } = c.env
    incoming.resume()
    await once(incoming, 'end', { signal: AbortSignal.timeout(drainMaxMs) }).catch(() => null)
    throw tooLarge()
  }
}

function tooLarge(): ApiError {
  return new ApiError(413, {
    message: 'The request body is too large.',
    type: 'invalid_request_error',
    param: null,
    code: 'request_too_large',
  })
}
