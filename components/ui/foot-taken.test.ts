import { describe, expect, it } from 'vitest'
import { footTaken } from './foot-taken.ts'

const toast = { left: 16, right: 374 }
const bar = { left: 0, right: 390, top: 744, bottom: 844 }

describe('what a toast must not cover', () => {
  it('is nothing where nothing sticks to the foot', () => {
    expect(footTaken([], toast, 844)).toBe(0)
  })

  it('is a bar, and a note that stands upon it', () => {
    expect(footTaken([bar], toast, 844)).toBe(100)
    expect(footTaken([{ left: 16, right: 374, top: 528, bottom: 728 }, bar], toast, 844)).toBe(316)
  })

  it('is no bar that has gone with the scrolling, no note further up, and nothing beside it', () => {
    expect(footTaken([{ ...bar, top: -160, bottom: -60 }], toast, 844)).toBe(0)
    expect(footTaken([{ ...bar, top: 900, bottom: 1000 }], toast, 844)).toBe(0)
    expect(footTaken([{ left: 16, right: 374, top: 72, bottom: 270 }, bar], toast, 844)).toBe(100)
    expect(footTaken([{ ...bar, right: 416 }], { left: 496, right: 944 }, 844)).toBe(0)
  })
})
