import { APIConnectionError, APIError } from 'openai'
import { z } from 'zod'
import { CallFailure, type FailureKind, type ModerationDetails } from './provider.ts'

/** 429s and 400s that mean "the operator's account", not "the user's request" (error-codes guide, September 2026). */
const accountCodes = new Set([
  'insufficient_quota',
  'credit_balance_exhausted',
  'organization_spend_limit_exceeded',
  'project_spend_limit_exceeded',
  'organization_usage_limit_exceeded',
  'billing_hard_limit_reached',
  'invalid_api_key',
])

/** The connection was never made, so nothing can have been billed. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** Given by proxies in between, who do not know what became of the request behind them. */
const gatewayStatuses = new Set([502, 504, 520, 522, 524])

const DEFAULT_PAUSE_SECONDS = 5
/** A pause costs no attempt, so `Retry-After: 0` would let us ask again for ever without taking a breath. */
const PAUSE_MIN_SECONDS = 1
/** A date in the far future must not stop a model for good: after an hour one call may ask again. */
const PAUSE_MAX_SECONDS = 3600

const moderationSchema = z.object({
  moderation_details: z.object({
    moderation_stage: z.enum(['input', 'output', 'unknown']).catch('unknown'),
    categories: z.array(z.string()).catch([]),
  }),
})

function moderationOf(error: APIError): ModerationDetails | null {
  const parsed = moderationSchema.safeParse(error.error)
  if (!parsed.success) return null
  const { moderation_stage: stage, categories } = parsed.data.moderation_details
  return { stage, categories }
}

/** `retry-after-ms`, or `retry-after` as seconds or as a date. */
export function retryAfterSeconds(headers: Headers | undefined, now: Date): number | null {
  const ms = Number(headers?.get('retry-after-ms') || Number.NaN)
  if (Number.isFinite(ms) && ms >= 0) return ms / 1000
  const value = headers?.get('retry-after')
  if (!value) return null
  const seconds = Number(value)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, (date - now.getTime()) / 1000)
}

function pauseSeconds(headers: Headers | undefined, now: Date): number {
  const asked = retryAfterSeconds(headers, now) ?? DEFAULT_PAUSE_SECONDS
  return Math.min(PAUSE_MAX_SECONDS, Math.max(PAUSE_MIN_SECONDS, asked))
}

function systemCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return undefined
}

function kindOf(error: APIError<number>, code: string): FailureKind {
  const { status } = error
  // One model that the account may not use is no reason to stop the others, whatever the status.
  if (code === 'model_not_found') return 'refused'
  // An unverified organization is a 403 without a code (image guide).
  if (accountCodes.has(code) || status === 401 || status === 402 || status === 403) return 'account'
  if (status === 429) return 'pause'
  // A body that is not the provider's error object comes from something in between.
  if (gatewayStatuses.has(status) || (status >= 500 && error.type === undefined)) return 'ambiguous'
  if (status >= 500) return 'retryable'
  return 'refused'
}

/** Turns whatever the SDK threw into a CallFailure. Branches on the code before the status: several 429s must not be retried. */
export function classifyError(error: unknown, now: Date): CallFailure {
  if (error instanceof CallFailure) return error
  if (error instanceof APIConnectionError || !(error instanceof APIError) || error.status === undefined) {
    // An `error` event within a stream is a complete answer of the provider, though the status line said 200.
    if (error instanceof APIError && error.error !== undefined) return streamedError(error)
    const code = systemCode(error)
    if (code && notSentCodes.has(code)) return new CallFailure('unreachable', code, { cause: error })
    return new CallFailure('ambiguous', code ?? 'no_answer', { cause: error })
  }
  // Some compatible servers send a number, which no column of ours takes.
  const code = error.code ? String(error.code) : `http_${error.status}`
  const kind = kindOf(error, code)
  return new CallFailure(kind, code, {
    message: error.message,
    cause: error,
    requestId: error.requestID ?? null,
    retryAfterSeconds: kind === 'pause' ? pauseSeconds(error.headers, now) : null,
    moderation: moderationOf(error),
  })
}

function streamedError(error: APIError): CallFailure {
  const code = error.code ? String(error.code) : 'server_error'
  const kind: FailureKind = accountCodes.has(code)
    ? 'account'
    : code === 'rate_limit_exceeded' || code === 'slow_down'
      ? 'pause'
      : code === 'server_error' || code === 'server_is_overloaded'
        ? 'retryable'
        : 'refused'
  return new CallFailure(kind, code, {
    message: error.message,
    cause: error,
    requestId: error.requestID ?? null,
    retryAfterSeconds: kind === 'pause' ? DEFAULT_PAUSE_SECONDS : null,
    moderation: moderationOf(error),
  })
}
