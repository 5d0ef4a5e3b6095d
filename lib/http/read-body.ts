import { AppError } from './app-error.ts'

/** Of a whole body of some hundred kilobytes; only files may take longer (lib/uploads/incoming.ts). */
const DEADLINE_MS = 30_000

/**
 * Reads a body as text, at most `maxBytes` of it: a longer one is given up when the first byte too many arrives.
 * @throws AppError body_too_large; body_too_slow; invalid_request when the bytes are not UTF-8
 */
export async function readText(
  request: Request,
  maxBytes: number,
  deadlineMs: number = DEADLINE_MS,
): Promise<string> {
  const tooLarge = () => new AppError('body_too_large', { params: { maxBytes } })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return ''

  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  // Cancelling ends a read under way as if the body were at its end.
  let late = false
  const timer = setTimeout(() => {
    late = true
    reader.cancel().catch(() => {})
  }, deadlineMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (late) throw new AppError('body_too_slow')
      if (done) break
      sizeBytes += value.byteLength
      if (sizeBytes > maxBytes) {
        await reader.cancel()
        throw tooLarge()
      }
      chunks.push(value)
    }
  } finally {
    clearTimeout(timer)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw malformed('malformed_text')
  }
}

/**
 * Reads a JSON body.
 * @throws AppError unsupported_media_type, body_too_large, body_too_slow, invalid_request
 */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/json') throw new AppError('unsupported_media_type')
  const text = await readText(request, maxBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('malformed_json')
  }
}

function malformed(code: string): AppError {
  return new AppError('invalid_request', { problems: [{ field: '', code }] })
}
