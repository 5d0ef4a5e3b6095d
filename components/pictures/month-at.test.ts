import { expect, it } from 'vitest'
import { monthAt } from './month-at.ts'

it('finds the month of a place, to the picture', () => {
  const months = [
    { start: '2026-11-01', count: 3 },
    { start: '2026-09-01', count: 1 },
    { start: '2025-01-01', count: 2 },
  ]
  const found = [-1, 0, 2, 3, 4, 5, 6].map((index) => monthAt(months, index)?.slice(0, 7))
  expect(found).toEqual([undefined, '2026-11', '2026-11', '2026-09', '2025-01', '2025-01', undefined])
  expect(monthAt([], 0)).toBeUndefined()
})
