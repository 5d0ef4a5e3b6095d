import type { FailureKind } from './provider.ts'

/** The sentence that the user reads, under `failures` in the messages, when it is the end of the image. */
export type FailureSentence =
  | 'moderation_blocked'
  | 'request_refused'
  | 'input_refused'
  | 'input_too_large'
  | 'model_gone'
  | 'provider_busy'
  | 'provider_unavailable'
  | 'provider_unreachable'
  | 'provider_stopped'
  | 'no_answer'

export interface ErrorRule {
  kind: FailureKind
  says: FailureSentence
  /** How loud the log is: `info` is a matter between user and provider, `error` is for the operator to look at. */
  level: 'info' | 'warn' | 'error'
}

const moderation: ErrorRule = { kind: 'refused', says: 'moderation_blocked', level: 'info' }
const input: ErrorRule = { kind: 'refused', says: 'input_refused', level: 'warn' }
const largeInput: ErrorRule = { ...input, says: 'input_too_large' }
/** The form lets nothing through that the model cannot do, so the catalogue may be wrong. */
const refused: ErrorRule = { kind: 'refused', says: 'request_refused', level: 'error' }
/** One model that the account may not use is no reason to stop the others. */
const modelGone: ErrorRule = { kind: 'refused', says: 'model_gone', level: 'error' }
const busy: ErrorRule = { kind: 'pause', says: 'provider_busy', level: 'info' }
const account: ErrorRule = { kind: 'account', says: 'provider_stopped', level: 'error' }
const broken: ErrorRule = { kind: 'retryable', says: 'provider_unavailable', level: 'warn' }
const unreachable: ErrorRule = { kind: 'unreachable', says: 'provider_unreachable', level: 'warn' }
const ambiguous: ErrorRule = { kind: 'ambiguous', says: 'no_answer', level: 'warn' }

/**
 * What each code of a provider means: the one table (docs/provider-errors.md tells it to people, and a test compares them).
 * Codes first, because several 429s must not be retried and a 400 may be the operator's account.
 */
export const errorsByCode: Readonly<Record<string, ErrorRule>> = {
  moderation_blocked: moderation,
  content_policy_violation: moderation,
  image_content_policy_violation: moderation,
  // Azure's.
  content_filter: moderation,

  invalid_value: refused,
  // Ours to send right: a part's media type, not the user's file.
  unsupported_file_mimetype: { ...input, level: 'error' },
  missing_file_mimetype: { ...input, level: 'error' },
  invalid_image_format: input,
  image_parse_error: input,
  unsupported_image_media_type: input,
  image_too_large: largeInput,
  image_file_too_large: largeInput,

  model_not_found: modelGone,
  // Azure's.
  DeploymentNotFound: modelGone,

  rate_limit_exceeded: busy,
  slow_down: busy,

  insufficient_quota: account,
  credit_balance_exhausted: account,
  organization_spend_limit_exceeded: account,
  project_spend_limit_exceeded: account,
  organization_usage_limit_exceeded: account,
  billing_hard_limit_reached: account,
  invalid_api_key: account,

  server_error: broken,
  server_is_overloaded: broken,

  // Ours, for what has no code of its own.
  no_answer: ambiguous,
  empty_answer: ambiguous,
  stream_cut: ambiguous,
  download_failed: ambiguous,
}

/** What a complete error answer means by its status, when its code is none of the above. */
export const errorsByStatus: Readonly<Record<number, ErrorRule>> = {
  401: account,
  402: account,
  // An unverified organization is a 403 without a code (image guide).
  403: account,
  404: modelGone,
  408: broken,
  409: broken,
  413: largeInput,
  429: busy,
}

/**
 * What an answer means that is not the provider's own, but comes from something in between: it knows what became of the request
 * only where it could not pass it on.
 */
export const errorsByGatewayStatus: Readonly<Record<number, ErrorRule>> = {
  // A filter on the way that does not like this one prompt must not stop everybody's work.
  403: refused,
  // The address is wrong, whatever was asked.
  404: account,
  405: account,
  408: ambiguous,
  // Cloudflare could not connect to the provider.
  521: unreachable,
  523: unreachable,
  525: unreachable,
  526: unreachable,
}

/** Given by what stands in between, who does not know what became of the request, even where it writes in the provider's shape. */
const gatewayStatuses = new Set([502, 504, 520, 521, 522, 523, 524, 525, 526])

/** What an error of each kind says where nothing else does. */
export const errorsByKind: Readonly<Record<FailureKind, ErrorRule>> = {
  refused,
  retryable: broken,
  pause: busy,
  unreachable,
  account,
  ambiguous,
}

/** What an error body says of itself. */
export interface ErrorBody {
  code: string | null
  type: string | null | undefined
  hasModerationDetails: boolean
}

function ruleOfBody({ code, type, hasModerationDetails }: ErrorBody): ErrorRule | undefined {
  const known = code === null ? undefined : errorsByCode[code]
  return known ?? (hasModerationDetails ? moderation : type === 'insufficient_quota' ? account : undefined)
}

/** The rule for an `error` event within a stream: a complete answer, though the status line said 200. */
export function ruleOfEvent(body: ErrorBody): ErrorRule {
  const rule = ruleOfBody(body)
  if (rule) return rule
  return body.code === null || body.type === 'server_error' ? broken : refused
}

/** The rule for an error answer. Without a `type` its body is not the provider's own. */
export function ruleOfAnswer(status: number, body: ErrorBody): ErrorRule {
  const rule = ruleOfBody(body)
  const isGateway = gatewayStatuses.has(status)
  if (rule && !(isGateway && rule.kind === 'retryable')) return rule
  const isOwn = body.type !== undefined && !isGateway
  const byStatus = (isOwn ? undefined : errorsByGatewayStatus[status]) ?? errorsByStatus[status]
  if (byStatus) return byStatus
  if (status >= 500) return isOwn ? broken : ambiguous
  return refused
}
