import { describe, expect, it } from 'vitest'
import { emptySelection, enclosed, everything, extended, shifted, toggled } from './wall-selection.ts'

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
