import { ApiError, type ErrorBody } from './api-error.ts'

type Known = [status: ApiError['status'], type: string, message: string, param?: string]

const user = 'image_generation_user_error'
const request = 'invalid_request_error'
const quota = 'insufficient_quota'
const fileMessage = "Invalid file 'image[0]': unsupported mimetype ('application/octet-stream')."
const spendMessage = 'You exceeded a spend limit. Ask an owner of your organization or project to raise it.'

/** Errors of the Images API that no request can provoke here, for `[[error:CODE]]`. */
const known: Record<string, Known> = {
  content_policy_violation: [400, request, 'Your request was rejected as a result of our safety system.'],
  invalid_value: [400, user, "Invalid size '1024x1024'. Width and height must fit this model.", 'size'],
  unsupported_file_mimetype: [400, request, fileMessage, 'image[0]'],
  missing_file_mimetype: [400, request, "Invalid file 'image[0]': missing mimetype.", 'image[0]'],
  invalid_image_format: [400, request, 'The image data you provided is not in a supported format.', 'image'],
  image_too_large: [400, request, 'The image is too large.', 'image'],
  image_file_too_large: [400, request, 'The image file is too large.', 'image'],
  image_parse_error: [400, request, 'You uploaded an unsupported image.', 'image'],
  unsupported_image_media_type: [400, request, 'The image media type is not supported.', 'image'],
  image_content_policy_violation: [400, request, 'The image was rejected by the safety system.', 'image'],
  billing_hard_limit_reached: [400, user, 'Billing hard limit has been reached.'],
  invalid_api_key: [401, request, 'Incorrect API key provided.'],
  unverified: [403, request, 'Your organization must be verified to use this model.'],
  model_not_found: [404, request, 'The model does not exist or you do not have access to it.', 'model'],
  slow_down: [429, 'requests', 'The rate of your requests has risen too fast. Slow down.'],
  credit_balance_exhausted: [429, quota, 'Your credit balance is exhausted.'],
  organization_spend_limit_exceeded: [429, quota, spendMessage],
  project_spend_limit_exceeded: [429, quota, spendMessage],
  organization_usage_limit_exceeded: [429, quota, 'Your organization exceeded its usage limit.'],
}

/** Those that come without a code. */
const withoutCode = new Set(['unverified'])

/** The error with this code, or null where there is none. */
export function knownError(code: string): ApiError | null {
  const found = Object.hasOwn(known, code) ? known[code] : undefined
  if (!found) return null
  const [status, type, message, param = null] = found
  const body: ErrorBody = { message, type, param, code: withoutCode.has(code) ? null : code }
  return new ApiError(status, body)
}
