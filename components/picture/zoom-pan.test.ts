import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clamp,
  type Frame,
  fitted,
  isZoomed,
  pan,
  pinch,
  scaleOf,
  showsPixels,
  toggle,
  type View,
  wheelFactor,
  zoomStep,
  zoomTo,
  zoomToScale,
} from './zoom-pan.ts'

/** A 3000 × 2000 picture at a fifth of its size. */
const frame: Frame = { stageWidth: 800, stageHeight: 500, fitWidth: 600, fitHeight: 400, pictureWidth: 3000 }
/** One that is smaller than the stage. */
const small: Frame = { stageWidth: 800, stageHeight: 500, fitWidth: 256, fitHeight: 256, pictureWidth: 256 }

/** Which place of the picture lies under a point of the stage, in fitted pixels from the picture's middle. */
function placeUnder(view: View, x: number, y: number) {
  return { x: (x - view.x) / view.zoom, y: (y - view.y) / view.zoom }
}

const frames = fc
  .record({
    stageWidth: fc.integer({ min: 200, max: 3000 }),
    stageHeight: fc.integer({ min: 200, max: 2000 }),
    pictureWidth: fc.integer({ min: 16, max: 3840 }),
    pictureHeight: fc.integer({ min: 16, max: 3840 }),
  })
  .map(({ stageWidth, stageHeight, pictureWidth, pictureHeight }): Frame => {
    const scale = Math.min(1, stageWidth / pictureWidth, stageHeight / pictureHeight)
    return {
      stageWidth,
      stageHeight,
      fitWidth: pictureWidth * scale,
      fitHeight: pictureHeight * scale,
      pictureWidth,
    }
  })
const anyView = fc.record({
  zoom: fc.double({ min: 0.01, max: 1000, noNaN: true }),
  x: fc.double({ min: -5000, max: 5000, noNaN: true }),
  y: fc.double({ min: -5000, max: 5000, noNaN: true }),
})

describe('clamp', () => {
  it('never shows a gap that need not be, never shrinks below the fit, never grows above 800 %', () => {
    fc.assert(
      fc.property(frames, anyView, (anyFrame, view) => {
        const seen = clamp(anyFrame, view)
        expect(seen.zoom).toBeGreaterThanOrEqual(1)
        expect(scaleOf(anyFrame, seen)).toBeLessThanOrEqual(8.000001)
        const wide = anyFrame.fitWidth * seen.zoom
        const room = Math.max(0, (wide - anyFrame.stageWidth) / 2)
        expect(Math.abs(seen.x)).toBeLessThanOrEqual(room + 1e-6)
        expect(clamp(anyFrame, seen)).toEqual(seen)
      }),
    )
  })

  it('holds what is smaller than the stage in the middle', () => {
    expect(pan(frame, fitted, 50, -50)).toEqual(fitted)
    // 720 × 480: still lower than the stage, not yet wider.
    expect(pan(frame, { zoom: 1.2, x: 0, y: 0 }, 50, 50)).toEqual({ zoom: 1.2, x: 0, y: 0 })
    expect(pan(frame, { zoom: 2, x: 0, y: 0 }, 5000, -5000)).toEqual({ zoom: 2, x: 200, y: -150 })
  })
})

describe('zoomTo', () => {
  it('keeps what lies under the pointer there while no edge comes in', () => {
    const view = zoomTo(frame, { zoom: 4, x: 100, y: -60 }, 5, { x: 120, y: 80 })
    const before = placeUnder({ zoom: 4, x: 100, y: -60 }, 120, 80)
    expect(placeUnder(view, 120, 80).x).toBeCloseTo(before.x)
    expect(placeUnder(view, 120, 80).y).toBeCloseTo(before.y)
  })

  it('ends in the fitting view from wherever it zooms out', () => {
    expect(zoomTo(frame, { zoom: 6, x: 900, y: -700 }, 0.2, { x: 300, y: 100 })).toEqual(fitted)
  })
})

describe('zoomStep', () => {
  it('climbs the ladder to 800 % and comes back down to the fit', () => {
    const seen: number[] = []
    let view = fitted
    for (let step = 0; step < 12; step++) {
      view = zoomStep(frame, view, 1)
      seen.push(Math.round(scaleOf(frame, view) * 100))
    }
    expect(seen).toEqual([25, 50, 75, 100, 150, 200, 300, 400, 600, 800, 800, 800])
    const down: number[] = []
    for (let step = 0; step < 11; step++) {
      view = zoomStep(frame, view, -1)
      down.push(Math.round(scaleOf(frame, view) * 100))
    }
    expect(down).toEqual([600, 400, 300, 200, 150, 100, 75, 50, 25, 20, 20])
    expect(isZoomed(view)).toBe(false)
  })

  it('goes to the next rung from between two', () => {
    const between = zoomToScale(frame, fitted, 1.2)
    expect(scaleOf(frame, zoomStep(frame, between, 1))).toBeCloseTo(1.5)
    expect(scaleOf(frame, zoomStep(frame, between, -1))).toBeCloseTo(1)
  })
})

describe('toggle', () => {
  it('goes to 100 % at the point and back', () => {
    const view = toggle(frame, fitted, { x: 100, y: 50 })
    expect(scaleOf(frame, view)).toBeCloseTo(1)
    expect(placeUnder(view, 100, 50)).toEqual(placeUnder(fitted, 100, 50))
    expect(toggle(frame, view, { x: 9, y: 9 })).toEqual(fitted)
  })

  it('doubles a picture that fits at its full size', () => {
    expect(scaleOf(small, toggle(small, fitted))).toBeCloseTo(2)
  })
})

describe('pinch', () => {
  it('keeps both fingers on what they hold', () => {
    const view: View = { zoom: 4, x: 20, y: 10 }
    const from: [View, View] = [
      { zoom: 0, x: -50, y: 0 },
      { zoom: 0, x: 50, y: 20 },
    ]
    const to: [View, View] = [
      { zoom: 0, x: -90, y: 20 },
      { zoom: 0, x: 110, y: 60 },
    ]
    const after = pinch(frame, view, from, to)
    expect(after.zoom).toBeCloseTo(8)
    for (const finger of [0, 1] as const) {
      const held = placeUnder(view, from[finger].x, from[finger].y)
      const now = placeUnder(after, to[finger].x, to[finger].y)
      expect(now.x).toBeCloseTo(held.x)
      expect(now.y).toBeCloseTo(held.y)
    }
  })

  it('does not lose its mind when the fingers meet', () => {
    const at = { x: 10, y: 10 }
    const after = pinch(
      frame,
      fitted,
      [at, at],
      [
        { x: -40, y: 0 },
        { x: 60, y: 0 },
      ],
    )
    expect(Number.isFinite(after.x + after.y + after.zoom)).toBe(true)
  })
})

describe('the wheel', () => {
  it('grows upwards and shrinks downwards by the same', () => {
    expect(wheelFactor(-100, 0)).toBeGreaterThan(1)
    expect(wheelFactor(-100, 0) * wheelFactor(100, 0)).toBeCloseTo(1)
    expect(wheelFactor(-3, 1)).toBeCloseTo(wheelFactor(-60, 0))
    expect(wheelFactor(-100_000, 0)).toBeLessThan(2.3)
  })
})

it('shows the pixels themselves beyond 200 % only', () => {
  expect([0.5, 1, 2, 2.01, 8].map(showsPixels)).toEqual([false, false, false, true, true])
})
