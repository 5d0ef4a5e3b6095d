/**
 * The errors people see. A code never changes with the language; its sentence stands in messages/*.json under
 * `errors.<code>` and may use the details as ICU parameters.
 */
const statusByCode = {
  unauthenticated: 401,
  not_found: 404,
  invalid_request: 400,
  body_too_large: 413,
  body_too_slow: 408,
  unsupported_media_type: 415,
  wrong_origin: 403,
  too_many_requests: 429,
  model_unavailable: 409,
  quote_changed: 409,
  insufficient_credits: 402,
  key_reused: 409,
  not_retryable: 409,
  verification_invalid: 400,
  reset_invalid: 400,
  email_change_invalid: 400,
  email_taken: 409,
  mail_link_invalid: 400,
  password_required: 403,
  wrong_password: 403,
  sign_in_to_confirm: 403,
  last_way_in: 409,
  only_operator: 409,
  provider_mail_unverified: 403,
  mailbox_taken: 409,
  identity_removed: 403,
  identity_taken: 409,
  connect_failed: 502,
  sign_in_failed: 502,
  mail_unverified: 403,
  moderation_brake: 429,
  provider_stopped: 503,
  file_too_large: 413,
  upload_cut_off: 408,
  decoders_busy: 503,
  not_a_picture: 415,
  picture_empty: 400,
  picture_too_many_pixels: 413,
  picture_damaged: 400,
  picture_too_demanding: 400,
  mask_without_alpha: 400,
  mask_size_differs: 400,
  mask_empty: 400,
  mask_full: 400,
  mask_too_large: 413,
  internal: 500,
} as const

export type ErrorCode = keyof typeof statusByCode

/** What is wrong with one field: its sentence stands under `problems.<code>`. */
export interface Problem {
  field: string
  code: string
  params?: Record<string, string | number>
  /** The allowed value nearest to what was sent, where there is one. */
  nearest?: string | number
}

export interface ErrorDetails {
  params?: Record<string, string | number>
  problems?: Problem[]
  /** Seconds; becomes the Retry-After header. */
  retryAfterSeconds?: number
}

/** The shape of every error answer: `{ error: ErrorBody }`. */
export interface ErrorBody extends ErrorDetails {
  code: ErrorCode
  requestId: string
}

export class AppError extends Error {
  override name = 'AppError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }

  get status(): number {
    return statusByCode[this.code]
  }
}
