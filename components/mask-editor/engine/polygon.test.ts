import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blankMask, type Point } from './mask.ts'
import { fillPolygon, polygonBounds } from './polygon.ts'

const SIZE = 32
const corner = fc.record({
  x: fc.double({ min: -8, max: SIZE + 8, noNaN: true }),
  y: fc.double({ min: -8, max: SIZE + 8, noNaN: true }),
})

function windingAt({ x, y }: Point, corners: readonly Point[]): number {
  let winding = 0
  for (const [index, from] of corners.entries()) {
    const to = corners[(index + 1) % corners.length] ?? from
    if (from.y <= y === to.y <= y) continue
    const crossing = from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)
    if (crossing > x) winding += from.y < to.y ? 1 : -1
  }
  return winding
}

function distanceToOutline(at: Point, corners: readonly Point[]): number {
  return corners.reduce((least, from, index) => {
    const to = corners[(index + 1) % corners.length] ?? from
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    const squared = dx * dx + dy * dy
    const along = squared > 0 ? ((at.x - from.x) * dx + (at.y - from.y) * dy) / squared : 0
    const part = Math.min(1, Math.max(0, along))
    return Math.min(least, Math.hypot(at.x - from.x - part * dx, at.y - from.y - part * dy))
  }, Infinity)
}

describe('a lasso', () => {
  it('fills what it goes around and nothing else, away from its own line', () => {
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 9 }), (corners) => {
        const mask = blankMask(SIZE, SIZE)
        fillPolygon(mask, corners, 'add')
        for (let i = 0; i < mask.data.length; i += 1) {
          const middle = { x: (i % SIZE) + 0.5, y: Math.floor(i / SIZE) + 0.5 }
          if (distanceToOutline(middle, corners) < 1) continue
          expect(mask.data[i]).toBe(windingAt(middle, corners) === 0 ? 0 : 255)
        }
      }),
      { numRuns: 120 },
    )
  })

  it('has soft edges as strong as the part of a pixel that it covers', () => {
    const mask = blankMask(4, 1)
    const corners = [
      { x: 0.25, y: 0 },
      { x: 2.5, y: 0 },
      { x: 2.5, y: 1 },
      { x: 0.25, y: 1 },
    ]
    fillPolygon(mask, corners, 'add')
    expect([...mask.data]).toEqual([191, 255, 128, 0])
    fillPolygon(mask, corners, 'remove')
    expect([...mask.data]).toEqual([64, 0, 127, 0])
  })

  it('is nothing with fewer than three corners, or outside', () => {
    const mask = blankMask(4, 4)
    fillPolygon(mask, [], 'add')
    fillPolygon(
      mask,
      [
        { x: 0, y: 0 },
        { x: 4, y: 4 },
      ],
      'add',
    )
    fillPolygon(
      mask,
      [
        { x: 9, y: 9 },
        { x: 12, y: 9 },
        { x: 9, y: 12 },
      ],
      'add',
    )
    expect(mask.data.every((value) => value === 0)).toBe(true)
    expect(
      polygonBounds(mask, [
        { x: -3, y: 1.2 },
        { x: 2.1, y: 9 },
      ]),
    ).toEqual({ left: 0, top: 1, right: 3, bottom: 4 })
  })
})
