import { AppError } from './app-error.ts'

/**
 * Refuses text that PostgreSQL cannot store (NUL, half a surrogate pair), wherever it stands in a parsed request, so that
 * no route needs to think of it.
 * @throws AppError invalid_request that names the field
 */
export function checkText(input: unknown): void {
  // A list of what is still to look at instead of recursion: a small body can be nested deeper than the stack.
  const open: { value: unknown; field: string }[] = [{ value: input, field: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, field } = next
    if (typeof value === 'string' && !isStorable(value)) throw malformed(field)
    if (typeof value !== 'object' || value === null) continue
    for (const [key, child] of Object.entries(value)) {
      if (!isStorable(key)) throw malformed(field)
      // Deep enough to name a field of ours; beyond that the path would grow with the square of the depth.
      open.push({ value: child, field: field.length > 200 ? field : field ? `${field}.${key}` : key })
    }
  }
}

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function malformed(field: string): AppError {
  return new AppError('invalid_request', { problems: [{ field, code: 'malformed_text' }] })
}
