import { AppError } from './app-error.ts'

/**
 * Reads a body as text, at most `maxBytes` of it: a longer one is given up when the first byte too many arrives.
 * @throws AppError body_too_large; invalid_request when the bytes are not UTF-8
 */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const tooLarge = () => new AppError('body_too_large', { params: { maxBytes } })
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return ''

  const reader = request.body.getReader()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    sizeBytes += value.byteLength
    if (sizeBytes > maxBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw malformed('malformed_text')
  }
}

/**
 * Reads a JSON body.
 * @throws AppError unsupported_media_type, body_too_large, invalid_request
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
