import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineBounds, paintLine, type Touch } from './brush.ts'
import { blankMask, type Mask, type Paint } from './mask.ts'

const SIZE = 48
/** Pointers are told in fractions of a pixel. */
const fraction = (min: number, max: number) => fc.integer({ min: min * 32, max: max * 32 }).map((n) => n / 32)
const touch = fc.record({
  x: fraction(-10, SIZE + 10),
  y: fraction(-10, SIZE + 10),
  radius: fraction(0.5, 30),
})
const hardness = fc.double({ min: 0, max: 1, noNaN: true })

/** The same by the book: from each pixel's distance to the line, without rows, tables or shortcuts. */
function byTheBook(mask: Mask, from: Touch, to: Touch, hard: number, paint: Paint): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const squared = dx * dx + dy * dy
  for (let i = 0; i < mask.data.length; i += 1) {
    const x = (i % mask.width) + 0.5
    const y = Math.floor(i / mask.width) + 0.5
    const along = squared > 0 ? ((x - from.x) * dx + (y - from.y) * dy) / squared : 0
    const at = Math.min(1, Math.max(0, along))
    const distance = Math.hypot(x - from.x - at * dx, y - from.y - at * dy)
    const outer = from.radius + 0.5
    const inner = Math.max(0, from.radius * hard - 0.5)
    const share = Math.min(1, Math.max(0, (outer - distance) / (outer - inner)))
    const strength = Math.round(share * share * (3 - 2 * share) * 255)
    const before = mask.data[i] ?? 0
    mask.data[i] = paint === 'add' ? Math.max(before, strength) : Math.min(before, 255 - strength)
  }
}

function largestDifference(one: Mask, other: Mask): number {
  return one.data.reduce((most, value, i) => Math.max(most, Math.abs(value - (other.data[i] ?? 0))), 0)
}

describe('a line', () => {
  it('is what the distance from it says, for every place, width and hardness', () => {
    fc.assert(
      fc.property(touch, touch, hardness, fc.constantFrom('add', 'remove'), (from, to, hard, paint) => {
        const end = { ...to, radius: from.radius }
        const [ours, book] = [blankMask(SIZE, SIZE), blankMask(SIZE, SIZE)]
        if (paint === 'remove') for (const mask of [ours, book]) mask.data.fill(255)
        paintLine(ours, from, end, { hardness: hard, paint })
        byTheBook(book, from, end, hard, paint)
        // The table rounds the distance: half a shade for wide brushes, more on the one-pixel rim of narrow ones.
        expect(largestDifference(ours, book)).toBeLessThanOrEqual(4)
      }),
      { numRuns: 400 },
    )
  })

  it('changes nothing outside its bounds', () => {
    fc.assert(
      fc.property(touch, touch, hardness, (from, to, hard) => {
        const mask = blankMask(SIZE, SIZE)
        const { left, top, right, bottom } = lineBounds(mask, from, to)
        paintLine(mask, from, to, { hardness: hard, paint: 'add' })
        const outside = mask.data.filter((_, i) => {
          const [x, y] = [i % SIZE, Math.floor(i / SIZE)]
          return x < left || x >= right || y < top || y >= bottom
        })
        expect(outside.every((value) => value === 0)).toBe(true)
      }),
    )
  })

  it('gives the same in one piece or two, where the second leaves out what the first has drawn', () => {
    fc.assert(
      fc.property(touch, touch, touch, hardness, (from, through, to, hard) => {
        const bristles = { hardness: hard, paint: 'add' } as const
        const [middle, end] = [
          { ...through, radius: from.radius },
          { ...to, radius: from.radius },
        ]
        const [whole, saved] = [blankMask(SIZE, SIZE), blankMask(SIZE, SIZE)]
        for (const mask of [whole, saved]) paintLine(mask, from, middle, bristles)
        paintLine(whole, middle, end, bristles)
        const before = saved.data.slice()
        paintLine(saved, middle, end, bristles, true)
        expect(largestDifference(whole, saved)).toBeLessThanOrEqual(4)
        const { left, top, right, bottom } = lineBounds(saved, middle, end, true)
        const outside = saved.data.findIndex((value, i) => {
          const [x, y] = [i % SIZE, Math.floor(i / SIZE)]
          return value !== before[i] && (x < left || x >= right || y < top || y >= bottom)
        })
        expect(outside).toBe(-1)
      }),
    )
  })

  it('paints as wide as its ends where the width changes', () => {
    fc.assert(
      fc.property(touch, touch, (from, to) => {
        const mask = blankMask(SIZE, SIZE)
        paintLine(mask, from, to, { hardness: 1, paint: 'add' })
        for (const end of [from, to]) {
          for (let i = 0; i < mask.data.length; i += 1) {
            const [x, y] = [(i % SIZE) + 0.5, Math.floor(i / SIZE) + 0.5]
            // Drawn in few pieces, the narrow end may be a little wider, never narrower.
            if (Math.hypot(x - end.x, y - end.y) < end.radius - 1) expect(mask.data[i]).toBe(255)
          }
        }
      }),
    )
  })

  it('adds nothing to itself: twice is once, and the order is nothing', () => {
    fc.assert(
      fc.property(touch, touch, hardness, (one, other, hard) => {
        const bristles = { hardness: hard, paint: 'add' } as const
        const [there, back] = [blankMask(SIZE, SIZE), blankMask(SIZE, SIZE)]
        paintLine(there, one, one, bristles)
        paintLine(there, other, other, bristles)
        paintLine(back, other, other, bristles)
        paintLine(back, one, one, bristles)
        paintLine(back, one, one, bristles)
        expect(there.data).toEqual(back.data)
      }),
    )
  })
})
