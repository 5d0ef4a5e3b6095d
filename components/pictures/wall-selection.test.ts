import { describe, expect, it } from 'vitest'
import { testPicture as picture } from './test-picture.ts'
import { type Wall, wallOfPictures } from './wall-data.ts'
import {
  carried,
  emptySelection,
  enclosed,
  everything,
  extended,
  shifted,
  toggled,
} from './wall-selection.ts'

const chosen = (selection: { chosen: ReadonlySet<number> }) => [...selection.chosen].sort((a, b) => a - b)

describe('a selection', () => {
  it('takes a picture in and lets it go', () => {
    const one = toggled(emptySelection, 3)
    expect(chosen(one)).toEqual([3])
    expect(chosen(toggled(one, 3))).toEqual([])
  })

  it('extends from the last picture that was taken, both ways, without leaving a trail', () => {
    let selection = extended(toggled(toggled(emptySelection, 20), 5), 8)
    expect(chosen(selection)).toEqual([5, 6, 7, 8, 20])
    selection = extended(selection, 3)
    expect(chosen(selection)).toEqual([3, 4, 5, 20])
  })

  it('extends from where the focus is if nothing was taken', () => {
    expect(chosen(extended(emptySelection, 2, 4))).toEqual([2, 3, 4])
  })

  it('takes what a rectangle touches, alone or in addition', () => {
    expect(chosen(enclosed([4, 5]))).toEqual([4, 5])
    expect(chosen(enclosed([4, 5], new Set([1])))).toEqual([1, 4, 5])
    expect(chosen(enclosed([]))).toEqual([])
  })

  it('takes everything, and stays with its pictures when others come on top', () => {
    expect(everything(100_000).chosen.size).toBe(100_000)
    expect(chosen(extended(shifted(toggled(emptySelection, 1), 2), 4))).toEqual([3, 4])
  })
})

describe('what is selected', () => {
  const wall: Wall = {
    ...wallOfPictures('', []),
    asOf: 'now',
    ratios: [1, 1],
    pictures: [undefined, undefined],
    revision: 1,
  }
  const one = toggled(emptySelection, 1)
  const carriedTo = (next: Partial<Wall>, before: Partial<Wall> = {}) =>
    chosen(carried(one, { ...wall, ...before }, { ...wall, revision: 2, ...next }))

  it('stays with its pictures when others come on top, or the same wall is laid out anew', () => {
    expect(carriedTo({ head: 1, ratios: [1, 1, 1], pictures: [undefined, undefined, undefined] })).toEqual([
      2,
    ])
    expect(carriedTo({ pictures: wall.pictures })).toEqual([1])
    expect(carriedTo({ revision: 1, pictures: [] })).toEqual([1])
  })

  it('stays when the layout comes below the pictures that came with the page', () => {
    const first = wallOfPictures('', [picture('a'), picture('b')])
    const top = { asOf: 'now', ratios: [1, 1, 1] }
    expect(carriedTo({ ...top, pictures: [picture('a'), picture('b'), undefined] }, first)).toEqual([1])
    expect(carriedTo({ ...top, pictures: [picture('x'), picture('a'), undefined] }, first)).toEqual([])
  })

  it('ends with its wall', () => {
    expect(carriedTo({ view: 'bin=1', pictures: wall.pictures })).toEqual([])
    expect(carriedTo({ ratios: [1], pictures: [undefined] })).toEqual([])
    expect(carriedTo({ asOf: 'later', head: 1, ratios: [1, 1, 1], pictures: [] })).toEqual([])
  })
})
