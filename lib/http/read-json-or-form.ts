import { readJson, readText } from './read-body.ts'

/**
 * Reads a body that a script has sent as JSON, or a browser as a form, of which every field is a list: repeated, or with commas.
 * @throws AppError unsupported_media_type, body_too_large, invalid_request
 */
export async function readJsonOrForm(request: Request, maxBytes: number): Promise<unknown> {
  const mediaType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== 'application/x-www-form-urlencoded') return readJson(request, maxBytes)
  const form = new URLSearchParams(await readText(request, maxBytes))
  const names = [...new Set(form.keys())]
  return Object.fromEntries(
    names.map((name) => [name, form.getAll(name).flatMap((value) => value.split(','))]),
  )
}
