/** The error bodies of the OpenAI API: `{"error":{"message","type","param","code"}}`, plus `moderation_details`. */

export interface ModerationDetails {
  moderation_stage: 'input' | 'output' | 'unknown'
  categories: string[]
}

export interface ErrorBody {
  message: string
  type: string
  param: string | null
  code: string | null
  moderation_details?: ModerationDetails
}

type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 500 | 503

export class ApiError extends Error {
  readonly status: ErrorStatus
  readonly body: ErrorBody
  readonly headers: Record<string, string>

  constructor(status: ErrorStatus, body: ErrorBody, headers: Record<string, string> = {}) {
    super(body.message)
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** 400 `invalid_request_error`: the request itself is wrong, and trying again will not help. */
export function invalidRequest(code: string, param: string | null, message: string): ApiError {
  return new ApiError(400, { message, type: 'invalid_request_error', param, code })
}

export function unknownParameter(name: string): ApiError {
  return invalidRequest('unknown_parameter', name, `Unknown parameter: '${name}'.`)
}

export function missingParameter(name: string): ApiError {
  return invalidRequest('missing_required_parameter', name, `Missing required parameter: '${name}'.`)
}

export function invalidType(name: string, expected: string, value: unknown): ApiError {
  const got = Array.isArray(value) ? 'an array' : value === null ? 'null' : withArticle(typeof value)
  return invalidRequest(
    'invalid_type',
    name,
    `Invalid type for '${name}': expected ${expected}, but got ${got} instead.`,
  )
}

export function invalidValue(name: string, value: string, supported: readonly string[]): ApiError {
  const list = supported.map((item) => `'${item}'`)
  const last = list.at(-1) ?? ''
  const sentence = list.length > 1 ? `${list.slice(0, -1).join(', ')} and ${last}` : last
  return invalidRequest(
    'invalid_value',
    name,
    `Invalid value: '${value}'. Supported values are: ${sentence}.`,
  )
}

export function modelNotFound(id: string): ApiError {
  return new ApiError(404, {
    message: `The model '${id}' does not exist or you do not have access to it.`,
    type: 'invalid_request_error',
    param: 'model',
    code: 'model_not_found',
  })
}

export function moderationBlocked(stage: 'input' | 'output', categories: string[]): ApiError {
  return new ApiError(400, {
    message:
      'Your request was rejected by the safety system. If you believe this is an error, contact support with the request ID.',
    type: 'image_generation_user_error',
    param: null,
    code: 'moderation_blocked',
    moderation_details: { moderation_stage: stage, categories },
  })
}

/** 429 that may be retried after `retryAfterMs`. */
export function rateLimited(
  code: 'rate_limit_exceeded' | 'slow_down',
  message: string,
  retryAfterMs: number,
): ApiError {
  return new ApiError(
    429,
    { message, type: 'requests', param: null, code },
    {
      'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
      'retry-after-ms': String(Math.max(1, Math.ceil(retryAfterMs))),
    },
  )
}

/** 429 that must not be retried: the operator's account is empty. */
export function insufficientQuota(): ApiError {
  return new ApiError(429, {
    message: 'You exceeded your current quota, please check your plan and billing details.',
    type: 'insufficient_quota',
    param: null,
    code: 'insufficient_quota',
  })
}

export function serverError(): ApiError {
  return new ApiError(500, {
    message: 'The server had an error while processing your request. Sorry about that!',
    type: 'server_error',
    param: null,
    code: 'server_error',
  })
}

export function overloaded(): ApiError {
  return new ApiError(503, {
    message: 'The engine is currently overloaded, please try again later.',
    type: 'server_error',
    param: null,
    code: 'server_is_overloaded',
  })
}

function withArticle(noun: string): string {
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}
