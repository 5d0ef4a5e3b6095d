import fc from 'fast-check'
import { expect, it } from 'vitest'
import { markNewWords } from './mark-new-words.ts'

/** New passages in brackets. */
function marked(prompt: string, revised: string, locale = 'en'): string {
  return markNewWords(prompt, revised, locale)
    .map(({ text, isNew }) => (isNew ? `[${text}]` : text))
    .join('')
}

it('marks what the prompt does not have, whatever its case', () => {
  expect(marked('a boat on a river', 'A lone, weathered boat on a misty river.')).toBe(
    'A [lone, weathered] boat on a [misty] river.',
  )
})

it('knows words where no blanks are', () => {
  expect(marked('一只狐狸在雪地里', '一只红色的狐狸在雪地里', 'zh')).toContain('狐狸在雪地里')
  expect(marked('一只狐狸在雪地里', '一只红色的狐狸在雪地里', 'zh')).toMatch(/\[红色的?\]/)
})

it('marks nothing where the words are the same', () => {
  expect(marked('a fox', 'A fox!')).toBe('A fox!')
  expect(markNewWords('a', '', 'en')).toEqual([])
})

it('loses not a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (prompt, revised) => {
      const passages = markNewWords(prompt, revised, 'en')
      expect(passages.map(({ text }) => text).join('')).toBe(revised)
    }),
  )
})
