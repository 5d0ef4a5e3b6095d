import { expect, test } from 'vitest'
import { isComposing } from './is-composing.ts'

test('keys of an input method are told by either mark, and other keys are not', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true)
  // Safari's Enter that picks a word comes when the composition is over.
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true)
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false)
})
