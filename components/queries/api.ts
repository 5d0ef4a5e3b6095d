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

/**
 * One call to our own API. The answer's shape is the route's promise (our own server, same build).
 * @throws ApiError
 */
export async function callApi<Answer>(
  path: string,
  options: { method?: 'GET' | 'POST'; body?: unknown; signal?: AbortSignal } = {},
): Promise<Answer> {
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
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  if (isErrorBody(answer)) throw new ApiError(answer.error.code, answer.error)
  throw new ApiError(response.status === 401 ? 'unauthenticated' : 'internal')
}
