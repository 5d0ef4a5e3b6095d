import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from './app-error.ts'
import { checkText } from './check-text.ts'
import { parseInput } from './zod-problems.ts'

const schema = z.strictObject({
  email: z.email(),
  name: z.string().min(2).max(5),
  count: z.number().int().max(10).multipleOf(2),
  locale: z.enum(['zh', 'en']),
  inner: z.object({ id: z.uuid() }),
  special: z.string().refine((value) => value !== 'no', { params: { code: 'own_code' } }),
})
const good = {
  email: 'a@example.com',
  name: 'abc',
  count: 4,
  locale: 'zh',
  inner: { id: '019aab52-9f3a-7cc1-8b4e-1d1f0f7a9c11' },
  special: 'yes',
}

function problemsOf(work: () => unknown) {
  try {
    work()
  } catch (error) {
    if (error instanceof AppError) return error.details.problems
    throw error
  }
  return []
}

it.each([
  [{ email: undefined }, { field: 'email', code: 'required' }],
  [{ email: 'nobody' }, { field: 'email', code: 'invalid_email' }],
  [{ name: 7 }, { field: 'name', code: 'wrong_type', params: { expected: 'string' } }],
  [{ name: 'a' }, { field: 'name', code: 'too_short', params: { min: 2 } }],
  [{ name: 'abcdef' }, { field: 'name', code: 'too_long', params: { max: 5 } }],
  [{ count: 12 }, { field: 'count', code: 'too_large', params: { max: 10 } }],
  [{ count: 3 }, { field: 'count', code: 'not_multiple_of', params: { multipleOf: 2 } }],
  [{ locale: 'fr' }, { field: 'locale', code: 'not_allowed', params: { allowed: 'zh, en' } }],
  [{ locale: undefined }, { field: 'locale', code: 'required' }],
  [{ inner: { id: '7' } }, { field: 'inner.id', code: 'invalid_format', params: { format: 'uuid' } }],
  [{ special: 'no' }, { field: 'special', code: 'own_code' }],
  [{ other: 1 }, { field: 'other', code: 'unknown_field', params: { name: 'other' } }],
])('names what is wrong with %j', (change, problem) => {
  expect(problemsOf(() => parseInput(schema, { ...good, ...change }))).toEqual([problem])
})

it('names the field with text that no database stores, at any depth', () => {
  expect(problemsOf(() => checkText({ a: [{ b: 'x\0' }] }))).toEqual([
    { field: 'a.0.b', code: 'malformed_text' },
  ])
  expect(problemsOf(() => checkText({ prompt: 'half \ud83d' }))).toEqual([
    { field: 'prompt', code: 'malformed_text' },
  ])
  expect(problemsOf(() => checkText({ '\0': 1 }))).toHaveLength(1)
  expect(problemsOf(() => checkText({ prompt: '一只狐狸 🦊', n: 1, on: null }))).toEqual([])
})

it('survives nesting deeper than the stack', () => {
  expect(problemsOf(() => checkText(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))))).toEqual([])
})
