import type { z } from 'zod'
import { AppError, type Problem } from './app-error.ts'

/**
 * Parses unknown input, or says what is wrong with each field in codes that have a sentence under `problems.<code>`.
 * A schema names its own code with `{ params: { code } }` in a refinement.
 * @throws AppError invalid_request
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true })
  if (parsed.success) return parsed.data
  throw new AppError('invalid_request', { problems: parsed.error.issues.flatMap(problemsOf) })
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const field = issue.path.map(String).join('.')
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return [{ field, code: 'required' }]
      return [{ field, code: 'wrong_type', params: { expected: issue.expected } }]
    case 'too_big':
      return [
        {
          field,
          code: sized(issue.origin, 'too_long', 'too_large'),
          params: { max: Number(issue.maximum) },
        },
      ]
    case 'too_small':
      return [
        {
          field,
          code: sized(issue.origin, 'too_short', 'too_small'),
          params: { min: Number(issue.minimum) },
        },
      ]
    case 'invalid_format':
      if (issue.format === 'email') return [{ field, code: 'invalid_email' }]
      return [{ field, code: 'invalid_format', params: { format: issue.format } }]
    case 'not_multiple_of':
      return [{ field, code: 'not_multiple_of', params: { multipleOf: Number(issue.divisor) } }]
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        field: [...issue.path, key].map(String).join('.'),
        code: 'unknown_field',
        params: { name: key },
      }))
    case 'invalid_value':
      if (issue.input === undefined) return [{ field, code: 'required' }]
      return [{ field, code: 'not_allowed', params: { allowed: issue.values.map(String).join(', ') } }]
    case 'custom':
      return [{ field, code: typeof issue.params?.code === 'string' ? issue.params.code : 'invalid' }]
    default:
      return [{ field, code: 'invalid' }]
  }
}

function sized(origin: string, ofText: string, ofNumber: string): string {
  return origin === 'string' || origin === 'array' ? ofText : ofNumber
}
