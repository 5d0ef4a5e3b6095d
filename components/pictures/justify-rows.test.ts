import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GROWTH_MAX, justifyRows, type Rows, shownRatio } from './justify-rows.ts'
import { boxOf, eachInRow, neighbourRow, picturesIn, rowAt, rowOf } from './wall-geometry.ts'

const measuresOf = fc.record({
  width: fc.integer({ min: 300, max: 2600 }),
  rowHeight: fc.integer({ min: 90, max: 320 }),
  gap: fc.integer({ min: 0, max: 16 }),
})
const ratiosOf = fc.array(
  fc.oneof(fc.double({ min: 1 / 3, max: 3, noNaN: true }), fc.constantFrom(1, 1.5, 2 / 3, 3, 1 / 3)),
  { minLength: 1, maxLength: 80 },
)

function widthOfRow(rows: Rows, ratios: number[], gap: number, row: number): number {
  let right = 0
  eachInRow(rows, ratios, gap, row, (_, box) => {
    right = box.left + box.width
  })
  return right
}

describe('justifyRows', () => {
  it('hangs three squares in a row of two and one', () => {
    const rows = justifyRows([1, 1, 1], { width: 210, rowHeight: 80, gap: 10 })
    expect([...rows.starts.subarray(0, rows.count + 1)]).toEqual([0, 2, 3])
    expect([...rows.heights.subarray(0, 2)]).toEqual([100, 80])
    expect(rows.height).toBe(190)
  })

  it('shows what is no proportion as a square, and cuts a ribbon', () => {
    expect([0, -1, Number.NaN, 100, 0.01].map(shownRatio)).toEqual([1, 1, 1, 4, 0.25])
  })

  it('keeps every picture, once, in order and in its proportion', () => {
    fc.assert(
      fc.property(ratiosOf, measuresOf, fc.nat(80), (ratios, measures, at) => {
        const rows = justifyRows(ratios, measures, Math.min(at, ratios.length))
        const seen: number[] = []
        for (let row = 0; row < rows.count; row += 1) {
          eachInRow(rows, ratios, measures.gap, row, (index, box) => {
            seen.push(index)
            expect(box.width / box.height).toBeCloseTo(ratios[index] ?? 0, 6)
            expect(rowOf(rows, index)).toBe(row)
          })
        }
        expect(seen).toEqual(ratios.map((_, index) => index))
      }),
    )
  })

  it('fills the width but in the last row, never more, and bounds how far a row grows', () => {
    fc.assert(
      fc.property(ratiosOf, measuresOf, (ratios, measures) => {
        const { width, rowHeight, gap } = measures
        const rows = justifyRows(ratios, measures)
        for (let row = 0; row < rows.count; row += 1) {
          const used = widthOfRow(rows, ratios, gap, row)
          const height = rows.heights[row] ?? 0
          expect(used).toBeLessThan(width + 0.01)
          expect(height).toBeLessThanOrEqual(rowHeight * GROWTH_MAX)
          const isLast = row === rows.count - 1
          const isAlone = (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0) === 1
          if (isLast) expect(height).toBeLessThanOrEqual(rowHeight)
          else if (height < rowHeight * GROWTH_MAX) expect(used).toBeCloseTo(width, 3)
          // Only one that is too wide by itself is lower than asked.
          if (!isLast && !isAlone) expect(height).toBeGreaterThanOrEqual(rowHeight - 0.001)
        }
      }),
    )
  })

  it('moves no row when pictures come on top', () => {
    fc.assert(
      fc.property(ratiosOf, ratiosOf, measuresOf, (fresh, ratios, measures) => {
        const before = justifyRows(ratios, measures)
        const after = justifyRows([...fresh, ...ratios], measures, fresh.length)
        const shift = (after.tops[after.count] ?? 0) - (before.tops[before.count] ?? 0)
        for (let index = 0; index < ratios.length; index += 1) {
          const old = boxOf(before, ratios, measures.gap, index)
          const now = boxOf(after, [...fresh, ...ratios], measures.gap, fresh.length + index)
          expect(now?.left).toBeCloseTo(old?.left ?? -1, 6)
          expect((now?.top ?? 0) - shift).toBeCloseTo(old?.top ?? -1, 6)
        }
      }),
    )
  })

  it('is quick with 100,000 pictures', () => {
    const ratios = Float32Array.from(
      { length: 100_000 },
      (_, index) => [1, 1.5, 2 / 3, 16 / 9][index % 4] ?? 1,
    )
    const measures = { width: 1400, rowHeight: 208, gap: 12 }
    justifyRows(ratios, measures)
    const runs = [0, 1, 2].map(() => {
      const begun = performance.now()
      justifyRows(ratios, measures)
      return performance.now() - begun
    })
    expect(Math.min(...runs)).toBeLessThan(20)
  })
})

describe('places on the wall', () => {
  const ratios = [1, 1, 1, 1, 2]
  const rows = justifyRows(ratios, { width: 320, rowHeight: 100, gap: 10 })

  it('finds the row at a height', () => {
    expect([-50, 0, 99, 111, 5_000].map((y) => rowAt(rows, y))).toEqual([0, 0, 0, 1, 1])
    expect(rowAt(justifyRows([], { width: 320, rowHeight: 100, gap: 10 }), 10)).toBe(0)
  })

  it('finds what a rectangle touches', () => {
    expect(picturesIn(rows, ratios, 10, { left: 0, top: 0, width: 120, height: 20 })).toEqual([0, 1])
    expect(picturesIn(rows, ratios, 10, { left: 150, top: 50, width: 10, height: 100 })).toEqual([1, 4])
    expect(picturesIn(rows, ratios, 10, { left: 0, top: -30, width: 500, height: 5_000 })).toHaveLength(5)
    expect(picturesIn(rows, ratios, 10, { left: 0, top: 9_000, width: 500, height: 10 })).toEqual([])
  })

  it('goes up and down to what hangs there, and stays at the edges', () => {
    expect(neighbourRow(rows, ratios, 10, 1, 1)).toBe(4)
    expect(neighbourRow(rows, ratios, 10, 4, -1)).toBe(1)
    expect(neighbourRow(rows, ratios, 10, 1, -1)).toBe(1)
    expect(neighbourRow(rows, ratios, 10, 4, 1)).toBe(4)
  })
})
