import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clampView, fitView, pinch, reveal, toPicture, toStage, zoomAt } from './stage-view.ts'

const frame = fc.record({
  stageWidth: fc.integer({ min: 120, max: 3000 }),
  stageHeight: fc.integer({ min: 120, max: 2000 }),
  width: fc.integer({ min: 1, max: 4096 }),
  height: fc.integer({ min: 1, max: 4096 }),
})
const part = fc.double({ min: 0, max: 1, noNaN: true })

describe('the view of the stage', () => {
  it('fits the whole picture, with room to paint over its edges', () => {
    fc.assert(
      fc.property(frame, (seen) => {
        const view = fitView(seen)
        const end = toStage(view, { x: seen.width, y: seen.height })
        expect(view.x).toBeGreaterThanOrEqual(19.9)
        expect(view.y).toBeGreaterThanOrEqual(19.9)
        expect(end.x).toBeLessThanOrEqual(seen.stageWidth - 19.9)
        expect(end.y).toBeLessThanOrEqual(seen.stageHeight - 19.9)
      }),
    )
  })

  it('never loses the picture: something of it is always seen', () => {
    fc.assert(
      fc.property(
        frame,
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        fc.integer(),
        fc.integer(),
        (seen, scale, x, y) => {
          const view = clampView(seen, { scale, x, y })
          const end = toStage(view, { x: seen.width, y: seen.height })
          expect(view.x).toBeLessThan(seen.stageWidth)
          expect(view.y).toBeLessThan(seen.stageHeight)
          expect(end.x).toBeGreaterThan(0)
          expect(end.y).toBeGreaterThan(0)
        },
      ),
    )
  })

  it('leads from the stage to the picture and back', () => {
    fc.assert(
      fc.property(frame, part, part, (seen, x, y) => {
        const view = fitView(seen)
        const at = { x: x * seen.width, y: y * seen.height }
        const back = toPicture(view, toStage(view, at))
        expect(back.x).toBeCloseTo(at.x, 6)
        expect(back.y).toBeCloseTo(at.y, 6)
      }),
    )
  })

  it('zooms around the place that is pointed at', () => {
    const seen = { stageWidth: 1000, stageHeight: 700, width: 2000, height: 1400 }
    const at = { x: 430, y: 300 }
    const before = toPicture(fitView(seen), at)
    const view = zoomAt(seen, fitView(seen), 4, at)
    expect(toPicture(view, at).x).toBeCloseTo(before.x, 6)
    expect(toPicture(view, at).y).toBeCloseTo(before.y, 6)
    // Two fingers that spread and move take it along.
    const spread = pinch(
      seen,
      view,
      [at, { x: 530, y: 300 }],
      [
        { x: 380, y: 320 },
        { x: 580, y: 320 },
      ],
    )
    expect(spread.scale).toBeCloseTo(view.scale * 2, 6)
  })

  it('follows the cross where it would leave the stage', () => {
    const seen = { stageWidth: 1000, stageHeight: 700, width: 2000, height: 1400 }
    const near = zoomAt(seen, fitView(seen), 6, { x: 500, y: 350 })
    const target = { x: 1900, y: 100 }
    const on = toStage(reveal(seen, near, target, 48), target)
    expect(on.x).toBeLessThanOrEqual(1000 - 48 + 1e-6)
    expect(on.y).toBeGreaterThanOrEqual(48 - 1e-6)
  })
})
