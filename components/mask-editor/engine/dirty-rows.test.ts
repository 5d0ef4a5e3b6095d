import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DirtyRows } from './dirty-rows.ts'

const WIDTH = 30
const HEIGHT = 20
const area = fc
  .tuple(
    fc.integer({ min: 0, max: WIDTH - 1 }),
    fc.integer({ min: 0, max: HEIGHT - 1 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 12 }),
  )
  .map(([left, top, width, height]) => ({
    left,
    top,
    right: Math.min(WIDTH, left + width),
    bottom: Math.min(HEIGHT, top + height),
  }))

describe('rows to draw again', () => {
  it('are handed out until everything that was marked has been drawn after it was marked', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(area, fc.integer({ min: 0, max: 3 }))), (marks) => {
        const rows = new DirtyRows(HEIGHT)
        const stale = new Set<number>()
        const takeOne = () => {
          const band = rows.take(60)
          if (!band) return false
          const size = (band.right - band.left) * (band.bottom - band.top)
          expect(size <= 60 || band.bottom - band.top === 1).toBe(true)
          for (let y = band.top; y < band.bottom; y += 1) {
            for (let x = band.left; x < band.right; x += 1) stale.delete(y * WIDTH + x)
          }
          return true
        }
        for (const [marked, takes] of marks) {
          for (let y = marked.top; y < marked.bottom; y += 1) {
            for (let x = marked.left; x < marked.right; x += 1) stale.add(y * WIDTH + x)
          }
          rows.mark(marked)
          for (let take = 0; take < takes; take += 1) takeOne()
        }
        while (takeOne());
        expect(stale.size).toBe(0)
        expect(rows.isEmpty).toBe(true)
      }),
    )
  })

  it('come in turn, also where the first ones are marked again each time', () => {
    const rows = new DirtyRows(10)
    const all = { left: 0, top: 0, right: 10, bottom: 10 }
    const tops = [0, 1, 2].map(() => {
      rows.mark(all)
      return rows.take(40)?.top
    })
    expect(tops).toEqual([0, 4, 8])
  })
})
