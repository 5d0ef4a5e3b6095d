import type { ErrorBody, ErrorCode, ErrorDetails } from '#lib/http/app-error.ts'

/** An error answer of the API, or `network` when no answer came. Its sentence stands under `errors.<code>`. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly code: ErrorCode | 'network'
  readonly details: ErrorDetails & { requestId?: string }

  constructor(code: ErrorCode | 'network', details: ErrorDetails & { requestId?: string } = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

let clockOffsetMs = 0

/** The server's time now: elapsed times count from its stamps, and a phone's clock may be minutes off. */
export function serverNow(): number {
  return Date.now() + clockOffsetMs
}

function isErrorBody(value: unknown): value is { error: ErrorBody } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'error' in value &&
    typeof value.error === 'object' &&
    value.error !== null &&
    'code' in value.error
  )
}

interface Call {
  /** `HEAD`: whether the answer would be a good one, without it. */
  method?: 'GET' | 'POST' | 'HEAD'
  body?: unknown
  signal?: AbortSignal
}

/**
 * One call to our own API. The answer's shape is the route's promise (our own server, same build).
 * @throws ApiError
 */
export async function callApi<Answer>(path: string, options: Call = {}): Promise<Answer> {
  const response = await ask(path, options)
  return (await response.json().catch(() => null)) as Answer
}

/** The same for an answer that is a file. @throws ApiError */
export async function ask(path: string, options: Call = {}): Promise<Response> {
  let response: Response
  try {
    response = await fetch(path, {
      method: options.method ?? 'GET',
      signal: options.signal,
      ...(options.body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(options.body),
      }),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiError('network')
  }
  const date = Date.parse(response.headers.get('date') ?? '')
  // The header has whole seconds: only a real difference counts.
  if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2_000) clockOffsetMs = date - Date.now()
  if (response.ok) return response
  throw await apiErrorOf(response)
}

/** What an answer without a body says. */
const codeByStatus: Partial<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  404: 'not_found',
  429: 'too_many_requests',
}

/** What an answer that is no good one says. */
export async function apiErrorOf(response: Response): Promise<ApiError> {
  const answer: unknown = await response.json().catch(() => null)
  if (isErrorBody(answer)) return new ApiError(answer.error.code, answer.error)
  const retryAfterSeconds = Number(response.headers.get('retry-after')) || undefined
  return new ApiError(codeByStatus[response.status] ?? 'internal', { retryAfterSeconds })
}
