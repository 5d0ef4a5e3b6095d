import { callApi } from '#components/queries/api.ts'

/** So many pictures fit in one ZIP, as the server has it (lib/library/zip-pictures.ts). */
export const ZIP_MAX = 5000

/** One ZIP of the several that many pictures make. */
export interface ZipPart {
  /** From 1. */
  number: number
  of: number
  ids: readonly string[]
}

/** What pictures are packed into, in their order. */
export function zipParts(ids: readonly string[], max = ZIP_MAX): ZipPart[] {
  const of = Math.ceil(ids.length / max)
  return Array.from({ length: of }, (_, index) => ({
    number: index + 1,
    of,
    ids: ids.slice(index * max, (index + 1) * max),
  }))
}

/**
 * Lets the browser write a ZIP to the disk as it comes, once the server has said that there will be one: the answer to a form takes the
 * place of the page unless it is a file.
 * @returns what the ZIP will hold
 * @throws ApiError when there is none, now or at all
 */
export async function downloadZip(part: ZipPart): Promise<{ count: number; sizeBytes: number }> {
  const body = { ids: part.ids }
  const found = await callApi<{ count: number; sizeBytes: number }>('/api/pictures/zip/check', {
    method: 'POST',
    body,
  })
  const form = document.createElement('form')
  form.method = 'post'
  form.action = '/api/pictures/zip'
  form.hidden = true
  form.append(field('ids', part.ids))
  if (part.of > 1) form.append(field('part', [part.number, part.of]))
  document.body.append(form)
  form.submit()
  form.remove()
  return found
}

function field(name: string, values: readonly (string | number)[]): HTMLInputElement {
  const input = document.createElement('input')
  input.name = name
  input.value = values.join(',')
  return input
}
