import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { History } from './history.ts'
import { blankMask } from './mask.ts'
import { MaskDocument } from './mask-document.ts'
import { intersect, type Rect } from './rect.ts'

// Three tiles by two, those at the edges narrower.
const WIDTH = 600
const HEIGHT = 300

const place = fc.record({
  x: fc.integer({ min: -20, max: WIDTH + 20 }),
  y: fc.integer({ min: -20, max: HEIGHT + 20 }),
  radius: fc.integer({ min: 1, max: 80 }),
})
const action = fc.oneof(
  fc.record({ kind: fc.constant('line'), from: place, to: place, paint: fc.constantFrom('add', 'remove') }),
  fc.record({
    kind: fc.constant('rectangle'),
    from: place,
    to: place,
    paint: fc.constantFrom('add', 'remove'),
  }),
  fc.record({ kind: fc.constantFrom('invert', 'clear', 'undo', 'redo', 'tidy', 'cancelled'), from: place }),
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

function act(document: MaskDocument, does: Action): void {
  if ('to' in does) {
    const { from, to, paint } = does
    if (does.kind === 'line') {
      document.line(from, { ...to, radius: from.radius }, { hardness: 0.5, paint }, false)
      document.commit()
      return
    }
    const [left, right] = [from.x, to.x].toSorted((a, b) => a - b)
    const [top, bottom] = [from.y, to.y].toSorted((a, b) => a - b)
    document.rectangle({ left: left ?? 0, top: top ?? 0, right: right ?? 0, bottom: bottom ?? 0 }, paint)
  } else if (does.kind === 'tidy') document.tidy(() => true)
  else if (does.kind === 'cancelled') {
    document.line(does.from, does.from, { hardness: 1, paint: 'add' }, false)
    document.revert()
  } else if (does.kind === 'invert') document.invert()
  else if (does.kind === 'clear') document.clear()
  else if (does.kind === 'undo') document.undo()
  else document.redo()
}

describe('a mask with its past', () => {
  it('goes back through everything that was done, and forth again', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const document = new MaskDocument(WIDTH, HEIGHT)
        for (const each of actions) act(document, each)
        const states = [document.mask.data.slice()]
        while (document.undo()) states.push(document.mask.data.slice())
        expect(document.mask.data.every((value) => value === 0)).toBe(true)
        document.tidy(() => true)
        for (const state of states.toReversed().slice(1)) {
          expect(document.redo()).toBe(true)
          expect(document.mask.data).toEqual(state)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('tells all pixels that changed, and counts them', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
        const document = new MaskDocument(WIDTH, HEIGHT)
        const told: Rect[] = []
        document.listen((changed) => told.push(changed))
        for (const each of actions) {
          const before = document.mask.data.slice()
          told.length = 0
          act(document, each)
          const missed = document.mask.data.findIndex((value, i) => {
            if (value === before[i]) return false
            const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
            return !told.some(
              ({ left, top, right, bottom }) => x >= left && x < right && y >= top && y < bottom,
            )
          })
          expect(missed).toBe(-1)
          const sum = document.mask.data.reduce((all, value) => all + value, 0)
          expect(document.share()).toBeCloseTo(sum / (WIDTH * HEIGHT * 255), 10)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('makes no step of what changes nothing', () => {
    const document = new MaskDocument(WIDTH, HEIGHT)
    expect(document.clear()).toBe(false)
    const area = { left: 10, top: 10, right: 300, bottom: 200 }
    expect(document.rectangle(area, 'remove')).toBe(false)
    expect(document.canUndo).toBe(false)
    expect(document.rectangle(area, 'add')).toBe(true)
    expect(document.rectangle(intersect(area, { ...area, left: 20 }), 'add')).toBe(false)
    document.undo()
    expect(document.canUndo).toBe(false)
    expect(document.canRedo).toBe(true)
  })

  it('knows whether anything is more than softly painted', () => {
    const document = new MaskDocument(WIDTH, HEIGHT, new Uint8Array(WIDTH * HEIGHT).fill(254))
    expect(document.isFullAnywhere).toBe(false)
    document.rectangle({ left: 5, top: 5, right: 6, bottom: 6 }, 'add')
    expect(document.isFullAnywhere).toBe(true)
    document.undo()
    expect(document.isFullAnywhere).toBe(false)
  })

  it('is full and empty exactly', () => {
    const document = new MaskDocument(WIDTH, HEIGHT)
    expect(document.share()).toBe(0)
    document.invert()
    expect(document.share()).toBe(1)
    document.line(
      { x: 5, y: 5, radius: 1 },
      { x: 5, y: 5, radius: 1 },
      { hardness: 1, paint: 'remove' },
      false,
    )
    expect(document.share()).toBeLessThan(1)
    expect(document.share()).toBeGreaterThan(0.999)
  })
})

describe('the memory of steps', () => {
  it('holds 200 strokes in little, once they are packed', () => {
    const mask = blankMask(2048, 2048)
    const history = new History(mask)
    for (let step = 0; step < 250; step += 1) {
      const top = (step * 8) % 2000
      const area = { left: 0, top, right: 2048, bottom: top + 8 }
      history.touch(area)
      mask.data.fill((step % 250) + 1, top * 2048, (top + 8) * 2048)
      expect(history.commit()).toBe(true)
      history.pack(() => true)
    }
    expect(history.size).toBeLessThan(2_000_000)
    let steps = 0
    while (history.undo()) steps += 1
    expect(steps).toBe(200)
  })

  it('holds at least 50 steps of noise over the largest picture that is stored, in bounded memory', () => {
    const mask = blankMask(2048, 2048)
    const history = new History(mask)
    const all = { left: 0, top: 0, right: 2048, bottom: 2048 }
    for (let step = 0; step < 70; step += 1) {
      history.touch(all)
      for (let i = 0; i < mask.data.length; i += 64) mask.data[i] = (step * 31 + i / 64) % 251
      history.commit()
    }
    expect(history.size).toBeLessThanOrEqual(256 * 1024 * 1024)
    let steps = 0
    while (history.undo()) steps += 1
    expect(steps).toBeGreaterThanOrEqual(50)
  })
})
