import { expect, it } from 'vitest'
import { sameShape, shareAt } from './slider-share.ts'

it('follows the pointer from edge to edge and no further', () => {
  const box = { left: 100, width: 400 }
  expect([100, 102, 200, 300, 499, 500].map((x) => shareAt(x, box))).toEqual([0, 1, 25, 50, 100, 100])
  expect([-50, 99, 501, 9_000].map((x) => shareAt(x, box))).toEqual([0, 0, 100, 100])
  expect(Object.is(shareAt(99.9, box), 0)).toBe(true)
})

it('stands in the middle of a box that has no width yet', () => {
  expect(shareAt(12, { left: 0, width: 0 })).toBe(50)
})

it('takes pictures for one shape that rounding made differ', () => {
  expect(sameShape({ width: 1024, height: 1536 }, { width: 683, height: 1024 })).toBe(true)
  expect(sameShape({ width: 1024, height: 1024 }, { width: 1024, height: 1040 })).toBe(false)
  expect(sameShape({ width: 1600, height: 900 }, { width: 900, height: 1600 })).toBe(false)
})
