import { describe, expect, it } from 'vitest'
import { drawOverlay, overlayLook, screenRect } from './draw-overlay.ts'
import { blankMask, fillRect } from './mask.ts'

const SCREEN = 60
const all = { left: 0, top: 0, right: SCREEN, bottom: SCREEN }
const look = overlayLook([200, 100, 50], 1)

function drawn(view: { scale: number; x: number; y: number }, area = all): Int32Array {
  const mask = blankMask(40, 40)
  fillRect(mask, { left: 10, top: 10, right: 30, bottom: 20 }, 'add')
  const pixels = new Int32Array(SCREEN * SCREEN)
  drawOverlay(mask, { pixels, width: SCREEN }, area, view, look)
  return pixels
}

describe('the mask on the screen', () => {
  const view = { scale: 1.5, x: -3, y: 2 }
  const at = (pixels: Int32Array, x: number, y: number) => pixels[y * SCREEN + x] ?? -1

  it('lies where the picture under it lies', () => {
    const pixels = drawn(view)
    // The middle of the mask, and places beside it.
    expect(at(pixels, 27, 24) >>> 0).toBe(0x8c3264c8)
    expect(at(pixels, 5, 24)).toBe(0)
    expect(at(pixels, 27, 40)).toBe(0)
  })

  it('has an edge of dark and light dashes that does not depend on its colour', () => {
    const pixels = drawn(view)
    const edge = Array.from({ length: 24 }, (_, i) => at(pixels, 14 + i, 17))
    expect(new Set(edge)).toEqual(new Set([0xf0141110 | 0, 0xf0ffffff | 0]))
  })

  it('looks the same drawn piece by piece', () => {
    const whole = drawn(view)
    const pieces = new Int32Array(SCREEN * SCREEN)
    for (let left = 0; left < SCREEN; left += 20) {
      const area = { left, top: 0, right: left + 20, bottom: SCREEN }
      for (const [i, pixel] of drawn(view, area).entries()) {
        const x = i % SCREEN
        if (x >= left && x < left + 20) pieces[i] = pixel
      }
    }
    expect(pieces).toEqual(whole)
  })

  it('knows which part of the screen a change is seen in', () => {
    const before = drawn(view)
    const mask = blankMask(40, 40)
    const changed = { left: 10, top: 10, right: 30, bottom: 20 }
    const pixels = before.slice()
    const area = screenRect(changed, view, look.edge)
    drawOverlay(mask, { pixels, width: SCREEN }, area, view, look)
    // Nothing of what was taken away is left over.
    expect(pixels.every((pixel) => pixel === 0)).toBe(true)
  })
})
