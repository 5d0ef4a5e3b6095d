import { expect, it } from 'vitest'
import { canPutBack } from './can-put-back.ts'

it.each([
  [1024, 1024, 300, 300, true],
  [1536, 1024, 240, 160, true],
  [241, 180, 240, 180, true],
  [1024, 1024, 1024, 1013, false],
  [1024, 1024, 1013, 1024, false],
  [1024, 1536, 1536, 1024, false],
])('%i × %i takes back parts of %i × %i: %s', (width, height, ofWidth, ofHeight, can) => {
  expect(canPutBack({ width, height }, { width: ofWidth, height: ofHeight })).toBe(can)
})
