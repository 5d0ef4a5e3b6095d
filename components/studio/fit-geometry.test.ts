import { describe, expect, it } from 'vitest'
import { cropBox, outcomeOf } from './fit-geometry.ts'

const wide = { width: 1200, height: 800 }
const square = { width: 1, height: 1 }

describe('cropBox', () => {
  it('is as large as it can be, and stays inside', () => {
    const box = cropBox(wide, square, 0.5, 0.5)
    expect(box.width * wide.width).toBeCloseTo(800)
    expect(box.height).toBe(1)
    expect(box.left).toBeCloseTo(1 / 6)
    expect(cropBox(wide, square, 0, 0.5).left).toBe(0)
    expect(cropBox(wide, square, 1, 0.5).left).toBeCloseTo(1 / 3)
  })
})

describe('outcomeOf', () => {
  it('tells what comes of it in pixels', () => {
    expect(outcomeOf(wide, square, 'crop')).toEqual({ width: 800, height: 800 })
    expect(outcomeOf(wide, square, 'pad')).toEqual({ width: 1200, height: 1200 })
    expect(outcomeOf(wide, square, 'pad', 1024)).toEqual({ width: 1024, height: 1024 })
    expect(outcomeOf(wide, { width: 3, height: 2 }, 'crop')).toEqual(wide)
  })
})
