import type { Context } from 'hono'
import { ApiError, invalidRequest, invalidType } from '../api-error.ts'
import type { AppEnv } from '../sandbox.ts'

/** The JSON object of a request; anything else is the provider's 400. */
export async function readJsonObject(c: Context<AppEnv>): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? ''
  if (!/^application\/json\b/i.test(type))
    throw invalidRequest(
      'unsupported_content_type',
      null,
      `Unsupported content type: '${type.slice(0, 80)}'. This API method only accepts 'application/json' requests.`,
    )
  let value: unknown
  try {
    value = JSON.parse(await c.req.text())
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw notParsed('We could not parse the JSON body of your request.')
  }
  if (!isObject(value)) throw notParsed('The JSON body of your request must be an object.')
  return value
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function notParsed(message: string): ApiError {
  return new ApiError(400, { message, type: 'invalid_request_error', param: null, code: null })
}

/** The model's id, which must be sent: the documented defaults name models that are gone. */
export function readModelId(body: Record<string, unknown>): string {
  const id = body.model
  if (id === undefined || id === null || id === '')
    throw invalidRequest('missing_required_parameter', 'model', "Missing required parameter: 'model'.")
  if (typeof id !== 'string') throw invalidType('model', 'a string', id)
  return id
}
