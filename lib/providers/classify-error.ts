import { APIConnectionError, APIError } from 'openai'
import { z } from 'zod'
import { CallFailure, type ModerationDetails } from './provider.ts'
import { type ErrorRule, ruleOfAnswer, ruleOfEvent } from './provider-errors.ts'
import { readRateLimit } from './rate-limit-headers.ts'

/** The connection was never made, so nothing can have been billed. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // The other side is not who it should be, so nothing was said to it.
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])
/** What Node was doing when it failed, before there was a connection. */
const notSentCalls = new Set(['connect', 'getaddrinfo'])

const DEFAULT_PAUSE_SECONDS = 5
/** A pause costs no attempt, so `Retry-After: 0` would let us ask again for ever without taking a breath. */
const PAUSE_MIN_SECONDS = 1
/** A date in the far future must not stop a model for good: after an hour one call may ask again. */
const PAUSE_MAX_SECONDS = 3600

/** A provider's words end up in columns and in JSON, so that only what looks like a name is taken. */
const nameSchema = z.string().regex(/^[\w./ [\]-]{1,80}$/)
const CATEGORIES_MAX = 20

const moderationSchema = z.object({
  moderation_details: z.object({
    moderation_stage: z.enum(['input', 'output', 'unknown']).catch('unknown'),
    categories: z
      .array(z.unknown())
      .transform((list) => list.flatMap((item) => nameSchema.safeParse(item).data ?? []))
      .catch([]),
  }),
})

function moderationOf(error: APIError): ModerationDetails | null {
  const parsed = moderationSchema.safeParse(error.error)
  if (!parsed.success) return null
  const { moderation_stage: stage, categories } = parsed.data.moderation_details
  return { stage, categories: categories.slice(0, CATEGORIES_MAX) }
}

/** Some compatible servers send a number, which only says the status again. */
function codeOf(error: APIError): string | null {
  const code = nameSchema.safeParse(error.code).data
  return code === undefined || /^\d+$/.test(code) ? null : code
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

function waitSeconds(rule: ErrorRule, headers: Headers | undefined, now: Date): number | null {
  if (rule.kind !== 'pause' && rule.kind !== 'retryable') return null
  const asked = retryAfterSeconds(headers, now) ?? (rule.kind === 'pause' ? DEFAULT_PAUSE_SECONDS : null)
  return asked === null ? null : Math.min(PAUSE_MAX_SECONDS, Math.max(PAUSE_MIN_SECONDS, asked))
}

function systemCode(error: unknown): string | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return undefined
}

/** Whether it failed before there was a connection. */
function isNotSent(error: unknown): boolean {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && notSentCodes.has(at.code)) return true
    if ('syscall' in at && typeof at.syscall === 'string' && notSentCalls.has(at.syscall)) return true
    // One for each address of the name.
    if (at instanceof AggregateError && at.errors.length > 0 && at.errors.every(isNotSent)) return true
  }
  return false
}

/** Turns whatever the SDK threw into a CallFailure, by the table of provider-errors.ts. */
export function classifyError(error: unknown, now: Date): CallFailure {
  if (error instanceof CallFailure) return error
  if (!(error instanceof APIError)) return unanswered(error)
  const body = { code: codeOf(error), type: error.type, hasModerationDetails: moderationOf(error) !== null }
  if (error.status !== undefined) {
    return answered(error, ruleOfAnswer(error.status, body), body.code ?? `http_${error.status}`, now)
  }
  // An `error` event within a stream is a complete answer of the provider, though the status line said 200.
  if (error instanceof APIConnectionError || error.error === undefined) return unanswered(error)
  return answered(error, ruleOfEvent(body), body.code ?? 'server_error', now)
}

function unanswered(error: unknown): CallFailure {
  const code = systemCode(error)
  if (isNotSent(error)) return new CallFailure('unreachable', code ?? 'unreachable', { cause: error })
  return new CallFailure('ambiguous', code ?? 'no_answer', { cause: error })
}

function answered(error: APIError, rule: ErrorRule, code: string, now: Date): CallFailure {
  return new CallFailure(rule.kind, code, {
    message: error.message,
    cause: error,
    requestId: error.requestID ?? null,
    retryAfterSeconds: waitSeconds(rule, error.headers, now),
    moderation: moderationOf(error),
    param: nameSchema.safeParse(error.param).data ?? null,
    rateLimit: readRateLimit(error.headers),
    rule,
  })
}
